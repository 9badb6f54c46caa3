using System.Text;
using SipTrace.Correlation.Media;
using SipTrace.Wire.Sdp;

namespace SipTrace.Tests.Correlation.Media;

public class SdpDiffTest
{
    private const string Head = "v=0\no=alice 1 1 IN IP4 192.0.2.1\ns=-\nc=IN IP4 192.0.2.1\nt=0 0\n";
    private const string Audio = "m=audio 4000 RTP/AVP 8 101\na=rtpmap:8 PCMA/8000\na=rtpmap:101 telephone-event/8000\na=fmtp:101 0-15\n";

    [Fact]
    public void The_same_said_in_another_way_is_no_change()
    {
        var before = Head + "a=sendrecv\na=ice-ufrag:abcd\na=ice-pwd:1234567890123456789012\na=setup:actpass\n" + Audio + "a=ptime:20\n";
        var after = Head.Replace("c=IN IP4 192.0.2.1\n", "", StringComparison.Ordinal)
            + "m=audio 4000 RTP/AVP 8 101\nc=IN IP4 192.0.2.1\na=ptime:20\na=setup:actpass\n"
            + "a=ice-pwd:1234567890123456789012\na=ice-ufrag:abcd\na=rtpmap:101 TELEPHONE-EVENT/8000\na=fmtp:101 0-15\n";

        Assert.Empty(Between(before, after));
    }

    [Fact]
    public void Codecs_are_compared_by_what_they_are_and_not_by_number()
    {
        var changes = Between(
            Head + "m=audio 4000 RTP/AVP 0 8 97\na=rtpmap:97 opus/48000/2\na=fmtp:97 useinbandfec=1\n",
            Head + "m=audio 4000 RTP/AVP 111 0 18\na=rtpmap:111 OPUS/48000/2\na=fmtp:111 useinbandfec=1\n");

        Assert.Equal(
            [
                "0 Codec PCMA/8000 as 8 > ",
                "0 Codec opus/48000/2 as 97 (useinbandfec=1) > OPUS/48000/2 as 111 (useinbandfec=1)",
                "0 Codec  > G729/8000 as 18",
                "0 CodecOrder PCMU/8000 OPUS/48000/2 > OPUS/48000/2 PCMU/8000",
            ], changes);
    }

    [Fact]
    public void Candidates_are_added_removed_and_given_another_priority()
    {
        const string host = "a=candidate:1 1 UDP 2130706431 192.0.2.1 4000 typ host\n";
        var changes = Between(
            Head + Audio + host + "a=candidate:2 1 UDP 1694498815 203.0.113.1 4000 typ srflx raddr 192.0.2.1 rport 4000\n",
            Head + Audio + host.Replace("2130706431", "2130706175", StringComparison.Ordinal).Replace(":1 1", ":9 1", StringComparison.Ordinal)
                + "a=candidate:3 1 UDP 16777215 203.0.113.30 5000 typ relay raddr 203.0.113.1 rport 4000\n");

        Assert.Equal(
            [
                "0 Candidate 1 UDP 192.0.2.1:4000 host prio 2130706431 > 1 UDP 192.0.2.1:4000 host prio 2130706175",
                "0 Candidate 1 UDP 203.0.113.1:4000 srflx prio 1694498815 raddr 192.0.2.1:4000 > ",
                "0 Candidate  > 1 UDP 203.0.113.30:5000 relay prio 16777215 raddr 203.0.113.1:4000",
            ], changes);
    }

    [Fact]
    public void A_restart_a_hold_and_another_port_are_told_each_for_itself()
    {
        const string ice = "a=ice-ufrag:abcd\na=ice-pwd:1234567890123456789012\n";
        var changes = Between(
            Head + ice + Audio + "m=video 5000 RTP/AVP 31\n",
            Head.Replace("1 1 IN", "1 2 IN", StringComparison.Ordinal) + "a=ice-ufrag:efgh\na=ice-pwd:2234567890123456789012\n"
                + Audio.Replace("4000", "4002", StringComparison.Ordinal) + "a=sendonly\na=x-own:1\nm=video 0 RTP/AVP 31\n");

        Assert.Equal(
            [
                " Origin alice 1 1 IN IP4 192.0.2.1 > alice 1 2 IN IP4 192.0.2.1",
                "0 Port 4000 > 4002",
                "0 Direction sendrecv > sendonly",
                "0 Credentials a=ice-ufrag:abcd > a=ice-ufrag:efgh",
                "0 Credentials a=ice-pwd:1234567890123456789012 > a=ice-pwd:2234567890123456789012",
                "0 Attribute  > a=x-own:1",
                "1 Port 5000 > 0",
                "1 Credentials a=ice-ufrag:abcd > a=ice-ufrag:efgh",
                "1 Credentials a=ice-pwd:1234567890123456789012 > a=ice-pwd:2234567890123456789012",
            ], changes);
    }

    [Fact]
    public void Lines_of_one_name_are_set_against_each_other_and_whole_m_lines_come_and_go()
    {
        var changes = Between(
            Head + Audio + "a=ptime:20\na=extmap:1 urn:one\na=extmap:2 urn:two\n",
            Head + Audio + "a=ptime:30\na=extmap:2 urn:two\na=extmap:3 urn:three\nb=AS:64\nm=video 5000 RTP/AVP 31\n");

        Assert.Equal(
            [
                "0 Attribute a=ptime:20 > a=ptime:30",
                "0 Attribute a=extmap:1 urn:one > a=extmap:3 urn:three",
                "0 Line  > b=AS:64",
                "1 Media  > video 5000 RTP/AVP 31",
            ], changes);
    }

    [Fact]
    public void A_session_address_that_nobody_uses_still_shows()
    {
        const string own = "m=audio 4000 RTP/AVP 0\nc=IN IP4 192.0.2.1\n";

        Assert.Equal([" Connection 192.0.2.1 > 203.0.113.9"], Between(Head + own, Head.Replace("c=IN IP4 192.0.2.1", "c=IN IP4 203.0.113.9", StringComparison.Ordinal) + own));
    }

    [Fact]
    public void Of_an_answer_only_that_counts_which_both_sides_settle()
    {
        var changes = SdpDiff.OfAnswer(
            Read(Head + "a=ice-ufrag:abcd\na=ice-pwd:1234567890123456789012\n" + Audio + "a=rtcp-mux\nm=video 5000 RTP/AVP 31\n"),
            Read("v=0\no=bob 7 7 IN IP4 192.0.2.2\ns=-\nc=IN IP4 192.0.2.2\nt=0 0\nm=audio 6000 RTP/AVP 8\na=recvonly\nm=video 0 RTP/AVP 31\n"));

        Assert.Equal(
            [
                "0 Codec telephone-event/8000 as 101 (0-15) > ",
                "0 Direction sendrecv > recvonly",
                "0 Attribute a=rtcp-mux > ",
                "0 Credentials a=ice-ufrag:abcd > ",
                "1 Port 5000 > 0",
            ], changes.Select(Text));
    }

    private static IEnumerable<string> Between(string before, string after) => SdpDiff.Between(Read(before), Read(after)).Select(Text);

    private static string Text(SdpChange change) => $"{change.Media} {change.What} {change.Before} > {change.After}";

    private static SdpDocument Read(string text) => SdpDocument.Parse(Encoding.UTF8.GetBytes(text.Replace("\n", "\r\n", StringComparison.Ordinal)));
}
