using System.Text.Json;
using SipTrace.Tests.Support;

namespace SipTrace.Tests.Lint;

/// <summary>Scenario, what must be found, and nothing of that weight beside it: of a story that is healthy no error at all.</summary>
public class StoryTest
{
    private const string Samples = "samples-pcap/", Stories = "tests/SipTrace.Tests/Fixtures/stories/";

    /// <summary>Captures, the errors (all of them), and the warnings or infos that belong to the story.</summary>
    public static TheoryData<string, string, string> Table => new()
    {
        { Samples + "ack-lost-at-proxy.pcap", "SIP003", "HOP007 SIP008" },
        { Samples + "ice-mismatch-proxy-rewrites-offer.pcap", "HOP001 ICE012", "ICE022" },
        { Samples + "one-way-audio-private-address.pcap", "RTP001 RTP012", "NAT001" },
        { Samples + "retransmissions-until-408.pcap", "", "SIP004" },
        { Stories + "two-symmetric-nats.pcap", "ICE035 RTP002", "NAT005" },
        { Stories + "turn-bad-credentials.pcap", "ICE035 RTP002 TURN001", "" },
        { Stories + "nat-binding-expires.pcap", "RTP001", "" },
        { Stories + "one-way-wrong-public-address.pcap.gz", "RTP001", "RTCP003" },
        { Stories + "sip-alg-inside.pcap " + Stories + "sip-alg-outside.pcap", "", "HOP006" },
        { Stories + "ice-through-proxy.pcap", "", "" },
        { Stories + "relay-behind-nat-inside.pcap.gz " + Stories + "relay-behind-nat-outside.pcap.gz", "", "HOP003" },
        { Stories + "turn-both-sides-alice.pcap.gz " + Stories + "turn-both-sides-bob.pcap.gz", "", "ICE040" },
        { Samples + "any-interface-each-packet-twice.pcap", "", "" },
        { Samples + "cancel-busy-and-refusals.pcap", "", "" },
        { Samples + "fork-two-ring-one-answers.pcap", "", "" },
        { Samples + "fragmented-reinvite-at-nat.pcap", "", "" },
        { Samples + "hold-and-resume.pcap", "", "" },
        { Samples + "ipv6-call.pcap", "", "" },
        { Samples + "plain-call-via-proxy.pcap " + Samples + "plain-call-with-audio.pcap", "", "" },
        { Samples + "refer-blind-transfer.pcap", "", "" },
        { Samples + "tcp-signalling.pcap", "", "" },
        { Samples + "turn-relay-call.pcap", "", "ICE031" },
        { Samples + "two-interfaces.pcapng", "", "" },
        { Samples + "vlan-trunk.pcap", "", "" },
        { Samples + "websocket-webrtc.pcap", "", "" },
        { Samples + "wrong-password.pcap", "", "" },
    };

    [Theory]
    [MemberData(nameof(Table))]
    public void The_rules_tell_the_story(string captures, string errors, string others)
    {
        var paths = captures.Split(' ').Select(Repository.PathOf);
        using var document = JsonDocument.Parse(ProgramRun.Of(["lint", .. paths, "--format", "json", "--fail-on", "never"]).Output);
        var found = document.RootElement.GetProperty("findings").EnumerateArray()
            .Select(finding => (Code: finding.GetProperty("rule").GetString()!, IsError: finding.GetProperty("severity").GetString() == "error")).Distinct().ToList();
        Assert.Equal(errors, string.Join(' ', found.Where(finding => finding.IsError).Select(finding => finding.Code).Order(StringComparer.Ordinal)));
        Assert.Empty(others.Split(' ', StringSplitOptions.RemoveEmptyEntries).Except(found.Where(finding => !finding.IsError).Select(finding => finding.Code)));
    }

    [Fact]
    public void The_hop_that_broke_ICE_is_named()
    {
        var output = ProgramRun.Of("lint", Repository.PathOf(Samples + "ice-mismatch-proxy-rewrites-offer.pcap"), "--select", "HOP001").Output;
        Assert.Contains("203.0.113.10 changed c=/m= from 10.1.0.10:", output);
        Assert.Contains(" and left the candidates as they were: ICE mismatch", output);
    }
}
