using System.Text;
using SipTrace.Wire.Sdp;
using Xunit;

namespace SipTrace.Tests.Wire.Sdp;

/// <summary>Addresses: literals, names, and how far they reach.</summary>
public class SdpAddressTest
{
    [Theory]
    [InlineData("10.0.0.1", "private")]
    [InlineData("172.16.0.1", "private")]
    [InlineData("172.31.255.255", "private")]
    [InlineData("172.32.0.1", "public")]
    [InlineData("192.168.1.1", "private")]
    [InlineData("192.169.1.1", "public")]
    [InlineData("100.64.0.1", "private")]
    [InlineData("100.127.255.255", "private")]
    [InlineData("100.128.0.1", "public")]
    [InlineData("169.254.1.1", "private")]
    [InlineData("fc00::1", "private")]
    [InlineData("fdff::1", "private")]
    [InlineData("fe80::1", "private")]
    [InlineData("febf::1", "private")]
    [InlineData("fec0::1", "public")]
    [InlineData("192.0.2.1", "public")]
    [InlineData("203.0.113.1", "public")]
    [InlineData("2001:db8::1", "public")]
    [InlineData("::ffff:192.0.2.1", "public")]
    [InlineData("127.0.0.1", "neither")]
    [InlineData("::1", "neither")]
    [InlineData("0.0.0.0", "zero")]
    [InlineData("::", "zero")]
    [InlineData("224.0.0.1", "neither")]
    [InlineData("255.255.255.255", "neither")]
    [InlineData("ff02::1", "neither")]
    [InlineData("x.invalid", "zero")]
    [InlineData("example.com", "neither")]
    public void Reach(string text, string reach)
    {
        var address = new SdpAddress(Encoding.UTF8.GetBytes(text));
        Assert.Equal(reach == "private", address.IsPrivate);
        Assert.Equal(reach == "public", address.IsPublic);
        Assert.Equal(reach == "zero", address.IsZero);
    }

    [Theory]
    [InlineData("192.0.2.1", true, false)]
    [InlineData("2001:db8::1", true, false)]
    [InlineData("example.com", false, true)]
    [InlineData("a_b.local", false, true)]
    [InlineData("[2001:db8::1]", false, false)]
    [InlineData("172.20.20.15.6", false, false)]
    [InlineData("10.1", false, false)]
    [InlineData("256.0.0.1", false, false)]
    [InlineData("fe80::1%eth0", false, false)]
    [InlineData("(null)", false, false)]
    [InlineData("", false, false)]
    public void Literals_and_names(string text, bool isLiteral, bool isName)
    {
        var address = new SdpAddress(Encoding.UTF8.GetBytes(text));
        Assert.Equal((isLiteral, isName), (address.IsLiteral, address.IsName));
        Assert.Equal(text, address.Text);
    }

    [Theory]
    [InlineData("2001:db8::3", "2001:DB8:0:0:0:0:0:3", true)]
    [InlineData("::ffff:192.0.2.2", "192.0.2.2", true)]
    [InlineData("Example.COM", "example.com", true)]
    [InlineData("192.0.2.1", "192.0.2.2", false)]
    [InlineData("192.0.2.1", "example.com", false)]
    public void Comparison(string one, string other, bool isSame) =>
        Assert.Equal(isSame, new SdpAddress(Encoding.UTF8.GetBytes(one)).IsSameAs(new SdpAddress(Encoding.UTF8.GetBytes(other))));

    [Theory]
    [InlineData("sendrecv", MediaDirection.SendRecv, true, true)]
    [InlineData("sendonly", MediaDirection.SendOnly, true, false)]
    [InlineData("recvonly", MediaDirection.RecvOnly, false, true)]
    [InlineData("inactive", MediaDirection.Inactive, false, false)]
    public void Directions(string name, MediaDirection direction, bool sends, bool receives)
    {
        Assert.True(MediaDirections.TryParse(System.Text.Encoding.ASCII.GetBytes(name), out var found));
        Assert.Equal(direction, found);
        Assert.Equal((name, sends, receives), (found.Name(), found.Sends(), found.Receives()));
        Assert.False(MediaDirections.TryParse("SENDRECV"u8, out _));
    }
}
