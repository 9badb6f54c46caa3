using SipTrace.Tests.Support;
using SipTrace.Wire;
using SipTrace.Wire.Bytes;
using SipTrace.Wire.Ip;
using SipTrace.Wire.Transport;
using Xunit;
using static SipTrace.Tests.Wire.PacketBytes;

namespace SipTrace.Tests.Wire;

public class LayersTest
{
    private const string Snap = "aaaa03 000000 0800";

    /// <summary>The same packet behind each header that frames may begin with.</summary>
    public static TheoryData<string, LinkType, byte[]> Links => new()
    {
        { "Ethernet", LinkType.Ethernet, Ethernet(0x0800, SipPacket) },
        { "padding", LinkType.Ethernet, Join(Ethernet(0x0800, SipPacket), new byte[9]) },
        { "three tags", LinkType.Ethernet, Ethernet(0x88a8, Join(Hex("0064 8100 0065 9100 0066 0800"), SipPacket)) },
        { "two labels", LinkType.Ethernet, Ethernet(0x8847, Join(Hex("00064040 00065140"), SipPacket)) },
        { "pseudowire", LinkType.Ethernet, Ethernet(0x8847, Join(Hex("00065140"), Ethernet(0x0800, SipPacket))) },
        { "pseudowire, control word", LinkType.Ethernet, Ethernet(0x8847, Join(Hex("00065140 00000001"), Ethernet(0x0800, SipPacket))) },
        { "PPPoE", LinkType.Ethernet, Ethernet(0x8864, Join(Hex("1100 0011"), U16(SipPacket.Length + 2), Hex("0021"), SipPacket)) },
        { "PPPoE, compressed protocol", LinkType.Ethernet,
            Ethernet(0x8864, Join(Hex("1100 0011"), U16(SipPacket.Length + 1), Hex("21"), SipPacket)) },
        { "SNAP", LinkType.Ethernet, Ethernet(SipPacket.Length + 8, Join(Hex(Snap), SipPacket)) },
        { "MAC in MAC", LinkType.Ethernet, Ethernet(0x88e7, Join(Hex("00000001"), Ethernet(0x0800, SipPacket))) },
        { "SLL", LinkType.LinuxSll, Join(Hex("0000 0001 0006 0200000000010000 0800"), SipPacket) },
        { "SLL, tag", LinkType.LinuxSll, Join(Hex("0000 0001 0006 0200000000010000 8100 0064 0800"), SipPacket) },
        { "SLL2", LinkType.LinuxSll2, Join(Hex("0800 0000 00000002 0001 00 06 0200000000010000"), SipPacket) },
        { "NULL", LinkType.Null, Join(Hex("02000000"), SipPacket) },
        { "NULL, big-endian", LinkType.Null, Join(Hex("00000002"), SipPacket) },
        { "LOOP", LinkType.Loop, Join(Hex("00000002"), SipPacket) },
        { "RAW", LinkType.Raw, SipPacket },
        { "RAW 12", LinkType.RawBsd, SipPacket },
        { "RAW 14", LinkType.RawOpenBsd, SipPacket },
        { "IPv4", LinkType.IPv4, SipPacket },
        { "PPP", LinkType.Ppp, Join(Hex("0021"), SipPacket) },
        { "PPP in HDLC", LinkType.PppHdlc, Join(Hex("ff03 0021"), SipPacket) },
        { "Cisco HDLC as 50", LinkType.PppHdlc, Join(Hex("0f00 0800"), SipPacket) },
        { "Cisco HDLC", LinkType.CiscoHdlc, Join(Hex("8f00 0800"), SipPacket) },
        { "PPPoE alone", LinkType.PppEther, Join(Hex("1100 0011"), U16(SipPacket.Length + 2), Hex("0021"), SipPacket) },
        { "802.11", LinkType.Ieee80211, Join(Hex("0801 0000"), new byte[18], U16(0), Hex(Snap), SipPacket) },
        { "802.11, QoS", LinkType.Ieee80211, Join(Hex("8801 0000"), new byte[18], U16(0), U16(0), Hex(Snap), SipPacket) },
        { "802.11, four addresses", LinkType.Ieee80211, Join(Hex("0803 0000"), new byte[18], U16(0), new byte[6], Hex(Snap), SipPacket) },
        { "802.11, aggregate", LinkType.Ieee80211,
            Join(Hex("8801 0000"), new byte[18], U16(0), Hex("8000"), new byte[14], Hex(Snap), SipPacket) },
        { "radiotap, FCS", LinkType.Radiotap,
            Join(Hex("0000 0900 02000000 10 0801 0000"), new byte[20], Hex(Snap), SipPacket, new byte[4]) },
        { "NFLOG", LinkType.NfLog, Join(Hex("02000000 0500 0100 aa000000"), [(byte)(SipPacket.Length + 4), 0, 9, 0], SipPacket) },
    };

    /// <summary>The same packet inside each tunnel.</summary>
    public static TheoryData<string, byte[]> Tunnels => new()
    {
        { "IP in IP", IPv4(4, SipPacket) },
        { "4in6", IPv6(4, SipPacket) },
        { "GRE", IPv4(47, Join(Hex("0000 0800"), SipPacket)) },
        { "GRE, checksum, key, sequence", IPv4(47, Join(Hex("b000 0800 00000000 00000001 00000002"), SipPacket)) },
        { "GRE, Ethernet", IPv4(47, Join(Hex("0000 6558"), Ethernet(0x0800, SipPacket))) },
        { "GRE, MPLS", IPv4(47, Join(Hex("0000 8847 00065140"), SipPacket)) },
        { "ERSPAN I", IPv4(47, Join(Hex("0000 88be"), Ethernet(0x0800, SipPacket))) },
        { "ERSPAN II", IPv4(47, Join(Hex("1000 88be 00000001 1000000000000000"), Ethernet(0x0800, SipPacket))) },
        { "ERSPAN III", IPv4(47, Join(Hex("1000 22eb 00000001 200000000000000000000000"), Ethernet(0x0800, SipPacket))) },
        { "PPTP", IPv4(47, Join(Hex("3001 880b"), U16(SipPacket.Length + 4), Hex("0001 00000001 ff03 0021"), SipPacket)) },
        { "VXLAN", IPv4(17, Udp(Join(Hex("08000000 00007b00"), Ethernet(0x0800, SipPacket)), 40000, 4789)) },
        { "VXLAN on another port", IPv4(17, Udp(Join(Hex("08000000 00007b00"), Ethernet(0x0800, SipPacket)), 40000, 12345)) },
        { "VXLAN-GPE", IPv4(17, Udp(Join(Hex("0c000001 00007b00"), SipPacket), 40000, 4790)) },
        { "Geneve, option", IPv4(17, Udp(Join(Hex("01006558 00007b00 00000000"), Ethernet(0x0800, SipPacket)), 40000, 6081)) },
        { "GTP-U, extension",
            IPv4(17, Udp(Join(Hex("34ff"), U16(SipPacket.Length + 8), Hex("00000001 00000085 01000900"), SipPacket), 2152, 2152)) },
        { "Teredo, origin", IPv4(17, Udp(Join(Hex("0000 0000 00000000"), IPv6(4, SipPacket)), 40000, 3544)) },
        { "L2TP", IPv4(17, Udp(Join(Hex("0002 0001 0002 ff03 0021"), SipPacket), 1701, 1701)) },
        { "GUE", IPv4(17, Udp(Join(Hex("00040000"), SipPacket), 40000, 6080)) },
        { "ESP-NULL, tunnel", IPv4(50, Join(Hex("00000100 00000001"), SipPacket, Hex("0102 02 04"), new byte[12])) },
        { "ESP-NULL, transport", IPv4(50, Join(Hex("00000100 00000001"), Udp(Payload), Hex("00 11"), new byte[16])) },
        { "extension headers", IPv6(0, Join(Hex("3c00 000000000000 1100 000000000000"), Udp(Payload))) },
        { "authentication header", IPv4(51, Join(Hex("1104 0000 00000001 00000001"), new byte[12], Udp(Payload))) },
    };

    [Theory]
    [MemberData(nameof(Links))]
    public void LinkHeaderIsPeeled(string name, LinkType link, byte[] bytes)
    {
        Assert.True(Layers.TryPeel(Frame(bytes, link), out var packet, out var oddity), $"{name}: {oddity}");
        Assert.Equal("192.0.2.1:5062", packet.Source.ToString());
        Assert.Equal("192.0.2.2:5060", packet.Destination.ToString());
        Assert.Equal(IpProtocol.Udp, packet.Protocol);
        Assert.Equal(Payload, packet.Payload.ToArray());
        Assert.Equal(Payload.Length, packet.WireLength);
        Assert.Equal(64, packet.TimeToLive);
        Assert.Equal(0, packet.TunnelDepth);
    }

    [Theory]
    [MemberData(nameof(Tunnels))]
    public void TunnelIsEntered(string name, byte[] bytes)
    {
        Assert.True(Layers.TryPeel(Frame(bytes, LinkType.Raw), out var packet, out var oddity), $"{name}: {oddity}");
        Assert.Equal(5060, packet.Destination.Port);
        Assert.Equal(Payload, packet.Payload.ToArray());
        Assert.False(packet.IsCut);
    }

    [Theory]
    [InlineData(4789)]
    [InlineData(2152)]
    [InlineData(3544)]
    [InlineData(6081)]
    [InlineData(1701)]
    [InlineData(6080)]
    public void TunnelPortAloneIsNoTunnel(int port)
    {
        var frame = Ethernet(0x0800, IPv4(17, Udp(Payload, 5060, port)));
        Assert.True(Layers.TryPeel(Frame(frame), out var packet, out _));
        Assert.Equal(Payload, packet.Payload.ToArray());
        Assert.Equal(0, packet.TunnelDepth);
    }

    [Fact]
    public void FcsIsCutOff()
    {
        var bytes = Join(SipPacket, Hex("deadbeef"));
        bytes[2] = bytes[3] = 0; // Total length 0, as segmentation offload leaves it.
        bytes[24] = bytes[25] = 0;
        var frame = new Frame { Time = default, LinkType = LinkType.Raw, Bytes = bytes, OriginalLength = bytes.Length, FcsLength = 4 };
        Assert.True(Layers.TryPeel(frame, out var packet, out _));
        Assert.Equal(Payload, packet.Payload.ToArray());
    }

    [Fact]
    public void SnaplenCutsThePayloadButNotItsLength()
    {
        var whole = Ethernet(0x0800, SipPacket);
        var frame = new Frame { Time = default, LinkType = LinkType.Ethernet, Bytes = whole.AsSpan(0, 50), OriginalLength = whole.Length };
        Assert.True(Layers.TryPeel(frame, out var packet, out _));
        Assert.Equal(8, packet.Payload.Length);
        Assert.Equal(Payload.Length, packet.WireLength);
        Assert.True(packet.IsCut);
    }

    [Fact]
    public void TcpHeaderIsRead()
    {
        Assert.True(Layers.TryPeel(Frame(Ethernet(0x0800, IPv4(6, Tcp(Payload, 0xfffffff0, 0x12)))), out var packet, out _));
        Assert.Equal(IpProtocol.Tcp, packet.Protocol);
        Assert.Equal(0xfffffff0, packet.Sequence);
        Assert.Equal(TcpFlags.Syn | TcpFlags.Ack, packet.Flags);
        Assert.Equal(Payload, packet.Payload.ToArray());
    }

    [Fact]
    public void FragmentsOfBothVersionsAreTold()
    {
        Assert.True(Layers.TryPeel(Frame(IPv4(17, new byte[16], 0x2000 | 3, 99), LinkType.Raw), out var packet, out _));
        Assert.True(packet is { IsFragment: true, MoreFragments: true, FragmentOffset: 24, Identification: 99 });
        Assert.True(Layers.TryPeel(Frame(IPv6(44, Join(Hex("1100 0018 00000063"), new byte[16])), LinkType.Raw), out packet, out _));
        Assert.True(packet is { IsFragment: true, MoreFragments: false, FragmentOffset: 24, Identification: 99 });
        Assert.Equal(IpProtocol.Udp, packet.Protocol);
    }

    [Fact]
    public void AtomicFragmentIsWhole()
    {
        Assert.True(Layers.TryPeel(Frame(IPv6(44, Join(Hex("1100 0000 00000063"), Udp(Payload))), LinkType.Raw), out var packet, out _));
        Assert.False(packet.IsFragment);
        Assert.Equal(Payload, packet.Payload.ToArray());
    }

    [Fact]
    public void QuotedPacketOfIcmpIsNoPacket()
    {
        Assert.True(Layers.TryPeel(Frame(IPv4(1, Join(Hex("0303000000000000"), SipPacket)), LinkType.Raw), out var packet, out _));
        Assert.Equal(IpProtocol.Icmp, packet.Protocol);
        Assert.Equal(0, packet.Destination.Port);
    }

    [Fact]
    public void WhatHoldsNothingSaysWhy()
    {
        Assert.Equal(Oddity.NotIp, WhyNot(Ethernet(0x0806, new byte[28])));
        Assert.Equal(Oddity.NotIp, WhyNot(Ethernet(0x0800, IPv4(47, Join(Hex("0000 1234"), SipPacket)))));
        Assert.Equal(Oddity.OtherIpProtocol, WhyNot(Ethernet(0x0800, IPv4(50, new byte[100]))));
        Assert.Equal(Oddity.TruncatedHeader, WhyNot(Ethernet(0x0800, SipPacket)[..30]));
        Assert.Equal(Oddity.EncryptedFrame, WhyNot(Join(Hex("0841 0000"), new byte[40]), LinkType.Ieee80211));
        Assert.Equal(Oddity.UnknownLinkType, WhyNot(SipPacket, (LinkType)9999));
        var nested = SipPacket;
        for (var i = 0; i < 20; i++) nested = IPv4(4, nested);
        Assert.Equal(Oddity.TooDeep, WhyNot(nested, LinkType.Raw));
        var links = Join([.. Enumerable.Repeat(Hex("aaaa03 000000 8870"), 20_000)]);
        Assert.Equal(Oddity.TooDeep, WhyNot(Ethernet(0x8870, links)));
    }

    [Fact]
    public void NothingIsThrownOverDamage()
    {
        var all = Links.Select(row => row.Data).Select(row => (row.Item2, row.Item3))
            .Concat(Tunnels.Select(row => (LinkType.Raw, row.Data.Item2))).ToList();
        var peeled = 0;
        foreach (var (link, bytes) in all)
        {
            for (var cut = 0; cut < bytes.Length; cut++) peeled += Peels(bytes[..cut], link);
            foreach (var mutant in Mutations.Of(bytes, 300, seed: 1)) peeled += Peels(mutant, link);
        }
        Assert.InRange(peeled, 1, int.MaxValue);
    }

    [Fact]
    public void NothingIsAllocated()
    {
        var fast = Ethernet(0x0800, SipPacket);
        var tunnel = Udp(Join(Hex("08000000 00007b00"), fast), 40000, 4789);
        var slow = Ethernet(0x8100, Join(Hex("0064 0800"), IPv4(17, tunnel)));
        Allocations.None(() =>
        {
            Layers.TryPeel(Frame(fast), out _, out _);
            Layers.TryPeel(Frame(slow), out _, out _);
        });
    }

    private static int Peels(byte[] bytes, LinkType link) => Layers.TryPeel(Frame(bytes, link), out _, out _) ? 1 : 0;

    private static Oddity WhyNot(byte[] bytes, LinkType link = LinkType.Ethernet)
    {
        Assert.False(Layers.TryPeel(Frame(bytes, link), out _, out var oddity));
        return oddity;
    }
}
