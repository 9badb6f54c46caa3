using System.Text;
using SipTrace.Wire.Sdp;
using Xunit;

namespace SipTrace.Tests.Wire.Sdp;

/// <summary>BUNDLE (RFC 9143) and RTCP on one port: which m= line has a transport, which one borrows it.</summary>
public class SdpBundleTest
{
    internal const string Offer =
        "v=0\r\na=group:BUNDLE a v d gone\r\na=group:LS x y\r\n"
        + "m=audio 0 RTP/AVP 0\r\na=mid:a\r\n"
        + "m=video 5000 RTP/AVP 31\r\na=mid:v\r\na=rtcp-mux\r\na=candidate:1 1 UDP 1 192.0.2.1 5000 typ host\r\n"
        + "m=application 0 UDP/DTLS/SCTP webrtc-datachannel\r\na=mid:d\r\na=bundle-only\r\n"
        + "m=audio 5002 RTP/AVP 0\r\na=mid:x\r\n"
        + "m=audio 0 RTP/AVP 0\r\na=bundle-only\r\n";

    private readonly IReadOnlyList<SdpMedia> media = SdpDocument.Parse(Encoding.ASCII.GetBytes(Offer)).Media;

    [Fact]
    public void The_tagged_line_is_the_first_of_the_group_with_a_port()
    {
        Assert.All(media.Take(3), one => Assert.Same(media[1], one.Tagged));
        Assert.All(media.Skip(3), one => Assert.Null(one.Tagged));
        Assert.Equal(["a", "v", "d", "gone"], media[1].Bundle!.Mids);
    }

    [Fact]
    public void A_line_without_port_lives_if_a_group_carries_it() =>
        Assert.Equal([false, true, true, true, false], media.Select(one => one.IsLive));

    [Fact]
    public void Who_inherits() => Assert.Equal([true, false, true, false, false], media.Select(one => one.Inherits));

    [Fact]
    public void Who_has_a_transport() => Assert.Equal([false, true, false, true, false], media.Select(one => one.HasOwnTransport));

    [Fact]
    public void Rtcp_mux_of_the_tagged_line_counts_for_all() =>
        Assert.Equal([true, true, true, false, false], media.Select(one => one.IsRtcpMux));

    [Fact]
    public void Groups_of_other_semantics_are_kept()
    {
        var groups = SdpDocument.Parse(Encoding.ASCII.GetBytes(Offer)).Groups;
        Assert.Equal(["BUNDLE", "LS"], groups.Select(group => group.Semantics));
        Assert.Equal([true, false], groups.Select(group => group.IsBundle));
    }
}
