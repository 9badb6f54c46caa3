using System.Net;
using SipTrace.Wire.Bytes;
using SipTrace.Wire.Hep;
using SipTrace.Wire.Ip;

namespace SipTrace.Tests.Wire.Hep;

public class HepWriterTest
{
    [Theory]
    [InlineData("212.202.0.1", "82.116.0.211", IpProtocol.Udp)]
    [InlineData("2001:db8::1", "2001:db8::2", IpProtocol.Tcp)]
    public void What_is_written_reads_the_same(string from, string to, IpProtocol protocol)
    {
        var envelope = new HepEnvelope(Timestamp.FromUnix(1313440459, 120_000_000), At(from, 12010), At(to, 5060), protocol, HepPayloadType.Sip, 228);
        var room = new byte[1000];

        var length = HepWriter.Write(room, envelope, "INVITE sip:bob"u8, "abc@host"u8, "secret"u8);
        Assert.True(HepPacket.TryParse(room.AsSpan(0, length), out var packet));
        Assert.Equal(3, packet.Version);
        Assert.Equal((envelope.Source, envelope.Destination, protocol), (packet.Source, packet.Destination, packet.Protocol));
        Assert.Equal((envelope.Time, 228u, HepPayloadType.Sip), (packet.Time, packet.AgentId, packet.PayloadType));
        Assert.Equal("INVITE sip:bob"u8, packet.Payload);
        Assert.Equal("abc@host"u8, packet.CorrelationId);
        Assert.Equal("secret"u8, packet.AuthKey);

        length = HepWriter.WriteVersion2(room, envelope, "INVITE sip:bob@example.com SIP/2.0\r\n"u8);
        Assert.True(HepPacket.TryParse(room.AsSpan(0, length), out packet));
        Assert.Equal(2, packet.Version);
        Assert.Equal((envelope.Source, envelope.Destination, protocol), (packet.Source, packet.Destination, packet.Protocol));
        Assert.Equal((envelope.Time, 228u), (packet.Time, packet.AgentId));
        Assert.Equal("INVITE sip:bob@example.com SIP/2.0\r\n"u8, packet.Payload);
    }

    [Fact]
    public void The_specifications_example_is_written_octet_by_octet()
    {
        var room = new byte[400];
        var envelope = new HepEnvelope(Timestamp.FromUnix(1313440459, 120_000_000), At("212.202.0.1", 12010), At("82.116.0.211", 5060), IpProtocol.Udp, HepPayloadType.Sip, 228);

        var length = HepWriter.Write(room, envelope, "INVITE sip:bob"u8, default, default);

        Assert.Equal("484550330071" + "00000001000702" + "00000002000711" + "00000003000ad4ca0001" + "00000004000a527400d3" + "0000000700082eea" + "00000008000813c4"
            + "00000009000a4e4982cb" + "0000000a000a0001d4c0" + "0000000b000701" + "0000000c000a000000e4" + "0000000f0014494e56495445207369703a626f62",
            Convert.ToHexStringLower(room.AsSpan(0, length)));
    }

    [Fact]
    public void What_has_no_room_is_not_written()
    {
        var envelope = new HepEnvelope(default, At("192.0.2.1", 1), At("192.0.2.2", 2), IpProtocol.Udp, HepPayloadType.Sip, 1);

        Assert.Equal(0, HepWriter.Write(new byte[100_000], envelope, new byte[66_000], default, default));
        Assert.Equal(0, HepWriter.Write(new byte[200], envelope, new byte[100], default, default));
        Assert.Equal(0, HepWriter.WriteVersion2(new byte[100], envelope, new byte[100]));
    }

    private static Endpoint At(string address, ushort port) => Endpoint.From(IPAddress.Parse(address), port);
}
