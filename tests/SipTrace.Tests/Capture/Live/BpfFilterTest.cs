using SipTrace.Capture;
using SipTrace.Capture.Live;
using SipTrace.Wire.Bytes;
using Xunit;

namespace SipTrace.Tests.Capture.Live;

public class BpfFilterTest
{
    // IPv4, UDP, 192.0.2.1:5060 > 192.0.2.2:5070.
    private static readonly byte[] Datagram = Convert.FromHexString("4500001c000100004011f6cdc0000201c000020213c413ce00080000");

    public BpfFilterTest() => Assert.SkipWhen(BpfFilter.LibraryVersion is null, "libpcap is not installed");

    [Theory]
    [InlineData("udp port 5060", true)]
    [InlineData("dst port 5060", false)]
    [InlineData("host 192.0.2.2 and not tcp", true)]
    [InlineData("", true)]
    public void FramesOfAnyLinkTypeAreJudged(string expression, bool passes)
    {
        using var filter = new BpfFilter(expression);

        Assert.Equal(passes, filter.Matches(Frame(LinkType.Raw, Datagram)));
        Assert.Equal(passes, filter.Matches(Frame(LinkType.Ethernet, [.. new byte[12], 8, 0, .. Datagram])));
        Assert.Equal(passes, filter.Matches(Frame(LinkType.LinuxSll, [.. new byte[14], 8, 0, .. Datagram])));
        Assert.Equal(expression.Length == 0, filter.Matches(Frame(LinkType.Ethernet, [])));
    }

    [Fact]
    public void WrongExpressionIsTheUsersError()
    {
        var error = Assert.Throws<UserError>(() => new BpfFilter("udp prot 5060"));

        Assert.Contains("udp prot 5060", error.Message);
        Assert.Contains("syntax error", error.Message);
    }

    [Fact]
    public void ExpressionOfAnotherLinkTypeIsTheUsersError()
    {
        using var filter = new BpfFilter("ether host 00:00:00:00:00:00");

        Assert.Contains("Raw", Assert.Throws<UserError>(() => filter.Matches(Frame(LinkType.Raw, Datagram))).Message);
    }

    [Theory]
    [InlineData("udp port 5060", true)]
    [InlineData("udp port 5060 or ip[6:2] & 0x1fff != 0", false)]
    [InlineData("host 192.0.2.1", false)]
    public void PortsLoseFragments(string expression, bool loses)
    {
        using var filter = new BpfFilter(expression);

        Assert.Equal(loses, filter.LosesFragments);
    }

    private static Frame Frame(LinkType linkType, ReadOnlySpan<byte> bytes) =>
        new() { Time = default, LinkType = linkType, Bytes = bytes, OriginalLength = bytes.Length };
}
