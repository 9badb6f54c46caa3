using System.Text;
using SipTrace.Wire.Sdp;
using Xunit;

namespace SipTrace.Tests.Wire.Sdp;

/// <summary>What RFC 8839 and its drafts put into a description: candidates good and bad, credentials, options.</summary>
public class SdpIceTest
{
    internal const string Offer =
        "v=0\r\no=- 1 1 IN IP4 10.0.1.1\r\ns=-\r\nc=IN IP4 192.0.2.3\r\nt=0 0\r\na=ice-ufrag:sess\r\na=ice-pwd:asd88fgpdd777uzjYhagZg\r\n"
        + "a=ice-options:trickle ice2\r\n"
        + "m=audio 45664 RTP/AVP 0\r\n"
        + "a=candidate:1 1 UDP 2130706431 10.0.1.1 8998 typ host generation 0 network-id 1\r\n"
        + "a=candidate:2 1 udp 1694498815 192.0.2.3 45664 typ srflx raddr 10.0.1.1 rport 8998\r\n"
        + "a=candidate:3 1 TCP 1015021823 10.0.1.1 9 typ host tcptype active\r\n"
        + "a=candidate:4 1 UDP 41885439 2001:db8::7 3478 typ relay raddr 0.0.0.0 rport 0\r\n"
        + "a=candidate:5 1 UDP 2113937151 9b36eaac-bb2e-49bb-bb78-21c41c499900.local 10004 typ host\r\n"
        + "a=candidate:6 1 UDP 1 (null) 10004 typ host\r\n"
        + "a=remote-candidates:1 198.51.100.1 4000 2 198.51.100.1 4001 x\r\n"
        + "a=end-of-candidates\r\n"
        + "m=video 9 RTP/AVP 31\r\na=ice-ufrag:own1\r\na=ice-pwd:bsd88fgpdd777uzjYhagZg\r\na=ice-options:other\r\na=ice-mismatch\r\n";

    [Fact]
    public void Candidates_of_an_offer()
    {
        var audio = SdpDocument.Parse(Encoding.ASCII.GetBytes(Offer)).Media[0];
        Assert.Equal(5, audio.Candidates.Count);
        Assert.Equal("a=candidate:6 1 UDP 1 (null) 10004 typ host", Assert.Single(audio.UnreadableCandidates).Line.ToString());

        var host = audio.Candidates[0];
        Assert.Equal(("1", 1, "UDP", 2130706431u), (host.Foundation, host.Component, host.Transport, host.Priority));
        Assert.Equal(("10.0.1.1:8998", CandidateType.Host, false), (host.Endpoint.ToString(), host.Type, host.IsTcp));
        Assert.Null(host.RelatedAddress);
        Assert.Equal("0", host.Extension("generation"));
        Assert.Equal("1", host.Extension("network-id"));
        Assert.Equal("", host.Extension("ufrag"));
        Assert.Equal(10, host.Line.Number);

        var reflexive = audio.Candidates[1];
        Assert.Equal(CandidateType.ServerReflexive, reflexive.Type);
        Assert.Equal("10.0.1.1:8998", reflexive.RelatedEndpoint.ToString());
        Assert.Empty(reflexive.Extensions);

        Assert.True(audio.Candidates[2].IsTcp);
        Assert.Equal("active", audio.Candidates[2].TcpType);
        Assert.True(audio.Candidates[3].RelatedEndpoint.IsNone);
        Assert.Equal("[2001:db8::7]:3478", audio.Candidates[3].Endpoint.ToString());
        Assert.True(audio.Candidates[4].Address.IsMdns);
        Assert.True(audio.Candidates[4].Endpoint.IsNone);
    }

    [Fact]
    public void Credentials_and_options_in_force()
    {
        var document = SdpDocument.Parse(Encoding.ASCII.GetBytes(Offer));
        var (audio, video) = (document.Media[0], document.Media[1]);
        Assert.Equal(("sess", "asd88fgpdd777uzjYhagZg"), (audio.IceUfrag, audio.IcePassword));
        Assert.Equal(("own1", "bsd88fgpdd777uzjYhagZg"), (video.IceUfrag, video.IcePassword));
        Assert.True(audio.HasIce && audio.Trickles && audio.IsIce2 && audio.HasEndOfCandidates && !audio.HasIceMismatch);
        Assert.True(video.HasIce && !video.Trickles && !video.IsIce2 && !video.HasEndOfCandidates && video.HasIceMismatch);
        Assert.Equal(
            ["1 198.51.100.1:4000", "2 198.51.100.1:4001"],
            audio.RemoteCandidates.Select(c => $"{c.Component} {c.Address}:{c.Port}"));
    }

    [Theory]
    [InlineData("1 1 UDP 1 192.0.2.1 1 typ host", "")]
    [InlineData("1 256 UDP 2147483647 192.0.2.1 65535 typ new x", "")]
    [InlineData("1 1 UDP 1 host.example.com 1 typ host", "")]
    [InlineData("1 1 UDP 1 192.0.2.1 1 typ", "has 7 fields, at least 8 are needed")]
    [InlineData("", "has 0 fields, at least 8 are needed")]
    [InlineData("a-b 1 UDP 1 192.0.2.1 1 typ host", "foundation a-b is not 1 to 32 letters, digits, + and /")]
    [InlineData("1 0 UDP 1 192.0.2.1 1 typ host", "component 0 is not 1..256")]
    [InlineData("1 257 UDP 1 192.0.2.1 1 typ host", "component 257 is not 1..256")]
    [InlineData("1 1 UDP 0 192.0.2.1 1 typ host", "priority 0 is not 1..2147483647")]
    [InlineData("1 1 UDP 2147483648 192.0.2.1 1 typ host", "priority 2147483648 is not 1..2147483647")]
    [InlineData("1 1 UDP 1 172.20.20.15.6 1 typ host", "address 172.20.20.15.6 is neither an IP address nor a name")]
    [InlineData("1 1 UDP 1 fe80::1%eth0 1 typ host", "address fe80::1%eth0 is neither an IP address nor a name")]
    [InlineData("1 1 UDP 1 192.0.2.1 65536 typ host", "port 65536 is not 0..65535")]
    [InlineData("1 1 UDP 1 192.0.2.1 1 type host", "has type where typ is needed")]
    [InlineData("1 1 UDP 1 192.0.2.1 1 typ srflx raddr 10.0.0.1 rport x", "rport x is not 0..65535")]
    public void What_is_wrong_with_a_candidate(string value, string problem)
    {
        var line = SdpDocument.Parse(Encoding.ASCII.GetBytes("a=candidate:" + value)).Lines[0];
        Assert.Equal(problem.Length == 0, SdpCandidate.TryParse(line, out _, out var found));
        Assert.Equal(problem, found);
    }

    [Theory]
    [InlineData("TCP-ACT", "active")]
    [InlineData("TCP-PASS", "passive")]
    [InlineData("tcp-so", "so")]
    public void Draft_transports(string transport, string tcpType)
    {
        var line = SdpDocument.Parse(Encoding.ASCII.GetBytes($"a=candidate:1 1 {transport} 1 192.0.2.1 9 typ host")).Lines[0];
        Assert.True(SdpCandidate.TryParse(line, out var candidate));
        Assert.True(candidate.IsTcp && candidate.HasDraftTransport);
        Assert.Equal(tcpType, candidate.TcpType);
    }

    [Theory]
    [InlineData("a=candidate:Wn0 1 pass UDP 0.83 192.0.2.1 4000", true)]
    [InlineData("a=candidate:1 1 UDP 1 192.0.2.1 1 typ host", false)]
    [InlineData("a=candidate:1 1 UDP", false)]
    public void Draft_form(string line, bool isDraft) =>
        Assert.Equal(isDraft, SdpCandidate.IsDraftForm(SdpDocument.Parse(Encoding.ASCII.GetBytes(line)).Lines[0]));

    [Fact]
    public void A_fragment_has_candidates_with_and_without_an_m_line()
    {
        var fragment = SdpDocument.Parse(
            "a=ice-pwd:asd88fgpdd777uzjYhagZg\r\na=ice-ufrag:8hhY\r\nm=audio 9 RTP/AVP 0\r\na=mid:1\r\n"u8
            + "a=candidate:1 1 UDP 1 10.0.1.1 1 typ host\r\na=end-of-candidates\r\n"u8);
        var media = Assert.Single(fragment.Media);
        Assert.Equal(("1", "8hhY", true), (media.Mid, media.IceUfrag, media.HasEndOfCandidates));
        Assert.Single(media.Candidates);

        var bare = SdpDocument.Parse("a=mid:2\r\na=candidate:1 1 UDP 1 10.0.1.1 1 typ host\r\n"u8);
        Assert.Equal("2", bare.Session.Mid);
        Assert.Single(bare.Session.Candidates);
    }

    [Fact]
    public void A_lite_agent_says_so_for_the_session() =>
        Assert.True(SdpDocument.Parse("v=0\r\na=ice-lite\r\nm=audio 1 RTP/AVP 0\r\n"u8).IsIceLite);
}
