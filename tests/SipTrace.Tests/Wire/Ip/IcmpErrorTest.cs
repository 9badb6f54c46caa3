using SipTrace.Tests.Support;
using SipTrace.Wire.Bytes;
using SipTrace.Wire.Ip;

namespace SipTrace.Tests.Wire.Ip;

public class IcmpErrorTest
{
    private static readonly byte[] quoted = UdpPacket.Of("192.0.2.1:4000", "198.51.100.2:5000", [0x80, 0, 0, 1, 2, 3, 4, 5]);

    [Fact]
    public void A_port_unreachable_tells_whose_packet_was_refused()
    {
        Assert.True(IcmpError.TryParse([3, 3, 0, 0, 0, 0, 0, 0, .. quoted], isV6: false, out var error));
        Assert.True(error.IsUnreachable);
        Assert.Equal(("192.0.2.1:4000", "198.51.100.2:5000", 8, 8), (error.Source.ToString(), error.Destination.ToString(), error.Payload.Length, error.PayloadLength));
        Assert.Equal("port-unreachable", IcmpError.ReasonOf(error.IsV6, error.Code));
    }

    [Fact]
    public void Eight_octets_after_the_quoted_header_are_enough_and_what_follows_the_quote_is_left()
    {
        Assert.True(IcmpError.TryParse([3, 1, 0, 0, 0, 0, 0, 0, .. quoted[..28]], isV6: false, out var cut));
        Assert.Equal((0, 8), (cut.Payload.Length, cut.PayloadLength));
        Assert.True(IcmpError.TryParse([3, 1, 0, 0, 0, 0, 0, 0, .. quoted, .. new byte[100]], isV6: false, out var extended));
        Assert.Equal(8, extended.Payload.Length);
        Assert.False(IcmpError.TryParse([3, 1, 0, 0, 0, 0, 0, 0, .. quoted[..27]], isV6: false, out _));
    }

    [Fact]
    public void Echoes_and_errors_about_other_protocols_are_none()
    {
        Assert.False(IcmpError.TryParse([8, 0, 0, 0, 0, 0, 0, 0, .. quoted], isV6: false, out _));
        var tcp = quoted.ToArray();
        tcp[9] = (byte)IpProtocol.Tcp;
        Assert.False(IcmpError.TryParse([3, 3, 0, 0, 0, 0, 0, 0, .. tcp], isV6: false, out _));
    }

    [Fact]
    public void The_sixth_version_has_its_own_numbers()
    {
        byte[] packet = [0x60, 0, 0, 0, 0, 12, 17, 64, .. Address(1), .. Address(2), 0x0f, 0xa0, 0x13, 0x88, 0, 12, 0, 0, 1, 2, 3, 4];
        Assert.True(IcmpError.TryParse([1, 4, 0, 0, 0, 0, 0, 0, .. packet], isV6: true, out var error));
        Assert.Equal(("[2001:db8::2]:5000", "port-unreachable", true), (error.Destination.ToString(), IcmpError.ReasonOf(error.IsV6, error.Code), error.IsUnreachable));
        Assert.False(IcmpError.TryParse([129, 0, 0, 0, 0, 0, 0, 0, .. packet], isV6: true, out _));
    }

    [Fact]
    public void No_octets_whatever_throw()
    {
        byte[] error = [3, 3, 0, 0, 0, 0, 0, 0, .. quoted];
        for (var length = 0; length <= error.Length; length++) IcmpError.TryParse(error.AsSpan(0, length), length % 2 == 0, out _);
        foreach (var damaged in Mutations.Of(error, 5000, 7))
        {
            IcmpError.TryParse(damaged, isV6: false, out _);
            IcmpError.TryParse(damaged, isV6: true, out _);
        }
    }

    private static byte[] Address(byte last) => [0x20, 1, 0x0d, 0xb8, .. new byte[11], last];
}
