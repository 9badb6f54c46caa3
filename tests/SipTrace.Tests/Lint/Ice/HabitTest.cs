using SipTrace.Lint;
using SipTrace.Tests.Support;

namespace SipTrace.Tests.Lint.Ice;

/// <summary>What makes of agents write that looks wrong and is not, and what of it looks like a habit and is.</summary>
public class HabitTest
{
    private const string Head = "v=0\no=- 20017 1 IN IP4 192.0.2.23\ns=call\n";
    private const string Credentials = "a=ice-ufrag:b2f9\na=ice-pwd:c9a3e71d05b84f62a1d7c390\n";
    private const string Host = "a=candidate:1 1 UDP 2130706431 192.0.2.23 11780 typ host\n";

    private static readonly Linter linter = new([.. RuleCatalogue.All.Where(rule => rule.Code.StartsWith("ICE", StringComparison.Ordinal))]);

    [Theory]
    [InlineData("a browser that trickles",
        "c=IN IP4 0.0.0.0\nt=0 0\nm=audio 9 UDP/TLS/RTP/SAVPF 111\na=rtcp:9 IN IP4 0.0.0.0\na=ice-options:trickle\na=rtcp-mux\n"
        + Credentials)]
    [InlineData("a dummy default beside candidates",
        "c=IN IP4 0.0.0.0\nt=0 0\nm=audio 9 UDP/TLS/RTP/SAVPF 111\na=rtcp-mux\n" + Credentials + Host)]
    [InlineData("hidden addresses", "c=IN IP4 0.0.0.0\nt=0 0\nm=audio 9 UDP/TLS/RTP/SAVPF 111\na=rtcp-mux\n" + Credentials
        + "a=candidate:1 1 udp 2113937151 5d1d7e0e-5b1c.local 51000 typ host generation 0 network-cost 999\n"
        + "a=candidate:2 1 udp 1677729535 203.0.113.66 51000 typ srflx raddr 0.0.0.0 rport 0\n")]
    [InlineData("RTCP one above, without a=rtcp",
        "c=IN IP4 192.0.2.23\nt=0 0\nm=audio 11780 RTP/AVP 8\n" + Credentials + Host
        + "a=candidate:1 2 UDP 2130706430 192.0.2.23 11781 typ host\n")]
    [InlineData("components 1 and 2 beside an offer to multiplex",
        "c=IN IP4 192.0.2.23\nt=0 0\nm=audio 11780 RTP/AVP 8\na=rtcp-mux\n" + Credentials + Host
        + "a=candidate:1 2 UDP 2130706430 192.0.2.23 11781 typ host\n")]
    [InlineData("a=rtcp on the RTP port with multiplexing",
        "c=IN IP4 192.0.2.23\nt=0 0\nm=audio 11780 RTP/AVP 8\na=rtcp:11780\na=rtcp-mux\n" + Credentials + Host)]
    [InlineData("RTCP switched off", "c=IN IP4 192.0.2.23\nt=0 0\nm=audio 11780 RTP/AVP 8\nb=RS:0\nb=RR:0\n" + Credentials + Host)]
    [InlineData("ICE in the first bundled section alone",
        "c=IN IP4 192.0.2.23\nt=0 0\na=group:BUNDLE a v\nm=audio 11780 RTP/AVP 8\na=mid:a\na=rtcp-mux\n" + Credentials + Host
        + "m=video 11780 RTP/AVP 99\na=rtpmap:99 VP8/90000\na=mid:v\n")]
    [InlineData("a section that is bundle-only",
        "c=IN IP4 192.0.2.23\nt=0 0\na=group:BUNDLE a v\nm=audio 11780 RTP/AVP 8\na=mid:a\na=rtcp-mux\n" + Credentials + Host
        + "m=video 0 RTP/AVP 99\na=rtpmap:99 VP8/90000\na=mid:v\na=bundle-only\n")]
    [InlineData("relays of any low preference, TCP below UDP",
        "c=IN IP4 192.0.2.23\nt=0 0\nm=audio 11780 RTP/AVP 8\na=rtcp-mux\n" + Credentials + Host
        + "a=candidate:2 1 TCP 1518280447 192.0.2.23 9 typ host tcptype active\n"
        + "a=candidate:3 1 udp 41885439 203.0.113.9 49490 typ relay raddr 192.0.2.23 rport 11780\n"
        + "a=candidate:4 1 udp 8331263 203.0.113.9 49492 typ relay raddr 192.0.2.23 rport 11780\n")]
    [InlineData("a candidate with a name on the default port",
        "c=IN IP4 203.0.113.66\nt=0 0\nm=audio 11780 RTP/AVP 8\na=rtcp-mux\n" + Credentials
        + "a=candidate:1 1 udp 2113937151 5d1d7e0e-5b1c.local 11780 typ host\n")]
    public void Keeps_silent(string habit, string body)
    {
        Assert.True(CallText.Read(Head + body).Check(linter) is [], habit);
    }

    [Theory]
    [InlineData("ICE012", 4, "c=IN IP4 127.0.0.1\nt=0 0\nm=audio 7 RTP/AVP 8\na=rtcp-mux\n" + Credentials + Host)]
    [InlineData("ICE004", 11,
        "c=IN IP4 192.0.2.23\nt=0 0\nm=audio 11780 RTP/AVP 8\na=rtcp-mux\n" + Credentials + Host
        + "a=candidate:9 1 UDP 2130706175 fe80::1%eth0 11780 typ host\n")]
    [InlineData("ICE010", 11,
        "c=IN IP4 192.0.2.23\nt=0 0\nm=audio 11780 RTP/AVP 8\na=rtcp-mux\n" + Credentials + Host
        + "a=candidate:2 1 UDP 1694498815 203.0.113.66 11780 typ srflx raddr 2001:db8::1 rport 11780\n")]
    [InlineData("ICE011", 11,
        "c=IN IP4 192.0.2.23\nt=0 0\nm=audio 11780 RTP/AVP 8\na=rtcp-mux\n" + Credentials + Host
        + "a=candidate:1 1 UDP 2130706175 192.0.2.24 11780 typ host\n")]
    [InlineData("ICE014", 11,
        "c=IN IP4 192.0.2.23\nt=0 0\nm=audio 11780 RTP/AVP 8\na=rtcp-mux\n" + Credentials + Host
        + "a=candidate:2 1 UDP 2130706175 host.example.com 11780 typ host\n")]
    [InlineData("ICE014", 11,
        "c=IN IP4 192.0.2.23\nt=0 0\nm=audio 11780 RTP/AVP 8\na=rtcp-mux\n" + Credentials + Host
        + "a=candidate:2 1 UDP 2130706175 fec0::1 11780 typ host\n")]
    [InlineData("ICE015", 11,
        "c=IN IP4 192.0.2.23\nt=0 0\nm=audio 11780 RTP/AVP 8\na=rtcp-mux\n" + Credentials + Host
        + "a=candidate:2 1 TCP 1518280447 192.0.2.23 11784 typ host tcptype active\n")]
    [InlineData("ICE018", 6, "c=IN IP4 192.0.2.23\nt=0 0\nm=audio 11780 RTP/AVP 8\na=rtcp-mux\n" + Credentials)]
    public void Speaks_on_its_line(string code, int line, string body)
    {
        var finding = Assert.Single(CallText.Read(Head + body).Check(linter));
        Assert.Equal((code, line), (finding.Rule.Code, finding.Line));
    }
}
