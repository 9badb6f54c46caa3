using System.Text;
using System.Text.Json;
using System.Xml.Linq;
using SipTrace.Lint;
using SipTrace.Tests.Capture.Files;
using SipTrace.Tests.Support;

namespace SipTrace.Tests.Commands;

/// <summary>What <c>lint</c> reads, writes and answers.</summary>
public sealed class LintTest : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_body_alone_is_marked_by_line_and_column()
    {
        var path = Sdp();
        var run = ProgramRun.Of("lint", path);
        Assert.Equal($"{path}:7:1: error SDP001 line-malformed: not an SDP line: 'a = sendrecv' [RFC 8866 §5]\n1 error\n", run.Output);
        Assert.Equal(1, run.Status);
        Assert.Contains("7 | a = sendrecv\n  | ^^^^^^^^^^^^\n", ProgramRun.Of("lint", path, "--format", "full").Output);
        Assert.Equal(0, ProgramRun.Of("lint", path, "--fail-on", "never").Status);
        Assert.Equal("no finding\n", ProgramRun.Of("lint", path, "--ignore", "SDP").Output);
        Assert.Equal(2, ProgramRun.Of("lint", path, "--select", "ICE9999").Status);
    }

    [Fact]
    public void A_line_of_SIP_text_counts_in_its_file()
    {
        Assert.True(RuleCatalogue.TryGet("OA002", out var rule));
        var path = folder.Write("call.sip", Encoding.UTF8.GetBytes(rule.Bad));
        var lines = rule.Bad.Split('\n');
        var finding = Assert.Single(Findings(path), finding => finding.GetProperty("rule").GetString() == "OA002");
        Assert.Equal(JsonValueKind.Null, finding.GetProperty("frame").ValueKind);
        var line = finding.GetProperty("line").GetInt32();
        Assert.Equal("v=0", lines[line - 1]);
        Assert.Contains("INVITE sip:bob", string.Join('\n', lines[(line - 14)..line]));
    }

    [Fact]
    public void A_baseline_leaves_only_what_is_new()
    {
        var path = Sdp();
        var baseline = folder.Write("old.json", Encoding.UTF8.GetBytes(ProgramRun.Of("lint", path, "--format", "json").Output));
        Assert.Equal(0, ProgramRun.Of("lint", path, "--baseline", baseline).Status);
        File.AppendAllText(path, "a=ptime:0\r\n");
        Assert.Contains("SDP011", ProgramRun.Of("lint", path, "--baseline", baseline).Output);
        Assert.DoesNotContain("SDP001", ProgramRun.Of("lint", path, "--baseline", baseline).Output);
        Assert.Equal(2, ProgramRun.Of("lint", path, "--baseline", path).Status);
    }

    [Fact]
    public void Junit_and_github_name_place_and_rule()
    {
        var path = Sdp();
        var xml = XDocument.Parse(ProgramRun.Of("lint", path, "--format", "junit").Output);
        var suite = xml.Root!.Element("testsuite")!;
        Assert.Equal(("1", "1"), ((string)suite.Attribute("tests")!, (string)suite.Attribute("failures")!));
        Assert.Equal("error", (string)suite.Element("testcase")!.Element("failure")!.Attribute("type")!);
        Assert.Equal($"::error file={path},line=7,col=1,title=SDP001 line-malformed::not an SDP line: 'a = sendrecv'\n", ProgramRun.Of("lint", path, "--format", "github").Output);
    }

    [Fact]
    public void The_summary_counts_per_rule_user_agent_and_address()
    {
        var output = ProgramRun.Of("lint", Repository.PathOf("samples-pcap/ice-mismatch-proxy-rewrites-offer.pcap"), "--summary", "--format", "json", "--fail-on", "never").Output;
        using var summary = JsonDocument.Parse(output);
        var agents = summary.RootElement.GetProperty("user_agents").EnumerateArray().ToList();
        Assert.Contains(agents, agent => agent.GetProperty("ice_offered").GetInt32() > 0);
        Assert.DoesNotContain(agents, agent => agent.GetProperty("ice_completed").GetInt32() > 0);

        using var broken = JsonDocument.Parse(ProgramRun.Of("lint", Fixture.PathOf("cases/OA001-bad.txt"), "--summary", "--format", "json", "--fail-on", "never").Output);
        var rule = Assert.Single(broken.RootElement.GetProperty("rules").EnumerateArray());
        Assert.Equal(("OA001", 1), (rule.GetProperty("rule").GetString(), rule.GetProperty("calls").GetInt32()));
        Assert.Equal("203.0.113.5", Assert.Single(broken.RootElement.GetProperty("addresses").EnumerateArray()).GetProperty("address").GetString());
    }

    [Fact]
    public void Rules_are_listed_and_explained()
    {
        Assert.Matches("(?m)^SDP001 +line-malformed +error +body +RFC 8866 §5$", ProgramRun.Of("rules").Output);
        var one = ProgramRun.Of("rules", "line-malformed").Output;
        Assert.StartsWith("SDP001 line-malformed\nerror, looks at one SDP body; RFC 8866 §5\n", one);
        Assert.Contains("    a = sendrecv\n", one);
        Assert.Equal(2, ProgramRun.Of("rules", "no-such-rule").Status);
    }

    [Fact]
    public void Findings_stand_beside_calls_messages_and_in_extracted_packets()
    {
        var capture = Repository.PathOf("samples-pcap/ice-mismatch-proxy-rewrites-offer.pcap");
        using var calls = JsonDocument.Parse(ProgramRun.Of("calls", capture, "--where", "rule:HOP001", "--format", "json").Output);
        var call = Assert.Single(calls.RootElement.GetProperty("calls").EnumerateArray());
        Assert.Equal(2, call.GetProperty("findings").GetProperty("error").GetInt32());

        var number = call.GetProperty("number").ToString();
        using var messages = JsonDocument.Parse(ProgramRun.Of("show", capture, "-C", number, "--format", "json").Output);
        var rules = messages.RootElement.GetProperty("messages").EnumerateArray().SelectMany(message => message.GetProperty("findings").EnumerateArray())
            .Select(finding => finding.GetProperty("rule").GetString());
        Assert.Contains("ICE012", rules);

        var extract = Path.Combine(folder.Path, "call.pcapng");
        Assert.Equal(0, ProgramRun.Of("extract", capture, "-C", number, "-w", extract).Status);
        Assert.Contains("error ICE012 c-line-not-a-candidate: ", Encoding.Latin1.GetString(File.ReadAllBytes(extract)));
    }

    private string Sdp()
    {
        Assert.True(RuleCatalogue.TryGet("SDP001", out var rule));
        return folder.Write("offer.sdp", Encoding.UTF8.GetBytes(rule.Bad.Replace("\n", "\r\n") + "\r\n"));
    }

    private static List<JsonElement> Findings(string path)
    {
        using var document = JsonDocument.Parse(ProgramRun.Of("lint", path, "--format", "json").Output);
        return [.. document.RootElement.GetProperty("findings").EnumerateArray().Select(finding => finding.Clone())];
    }
}
