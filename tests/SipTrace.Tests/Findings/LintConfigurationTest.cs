using System.Text;
using SipTrace.Tests.Capture.Files;
using SipTrace.Tests.Support;

namespace SipTrace.Tests.Findings;

/// <summary>Severities and suppressions of a configuration file.</summary>
public sealed class LintConfigurationTest : IDisposable
{
    private const string Suppressed = """
        suppress:
          - rule: OA001
            user_agent: asterisk
            address: 192.0.2.0/24
            reason: the PBX drops video
            until: 2026-06-30
        """;

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_rule_gets_another_severity_or_none()
    {
        Assert.Contains("error OA001", Lint("").Output);
        Assert.Contains("warning OA001", Lint("severity:\n  m-lines-differ: warning\n").Output);
        Assert.StartsWith("no finding", Lint("severity:\n  OA: off\n").Output);
    }

    [Fact]
    public void A_suppression_holds_to_its_day_and_for_whom_it_names()
    {
        Assert.StartsWith("no finding", Lint(Suppressed, "2026-06-30").Output);
        Assert.StartsWith("no finding", Lint("suppress:\n  - {rule: OA001, reason: known, until: 2026-06-30, call: 51f02bef1025@192.0.2.23}\n").Output);
        Assert.Contains("OA001", Lint(Suppressed.Replace("asterisk", "snom")).Output);
        Assert.Contains("OA001", Lint(Suppressed.Replace("192.0.2.0", "198.51.100.0")).Output);
        var late = Lint(Suppressed, "2026-07-01");
        Assert.Contains("OA001", late.Output);
        Assert.Contains("the suppression of OA001 ended on 2026-06-30: the PBX drops video", late.Error);
    }

    [Theory]
    [InlineData("suppress:\n  - {rule: OA001, until: 2026-06-30}\n", "needs a reason")]
    [InlineData("suppress:\n  - {rule: OA001, reason: why}\n", "needs until")]
    [InlineData("suppress:\n  - {rule: OA001, reason: why, until: soon}\n", "is no day")]
    [InlineData("suppress:\n  - {rule: XX, reason: why, until: 2026-06-30}\n", "no rule is called 'XX'")]
    [InlineData("suppress:\n  - {rule: OA001, reason: why, until: 2026-06-30, agent: x}\n", "'agent' is nothing")]
    [InlineData("severity:\n  OA001: fatal\n", "a severity is")]
    public void A_mistake_is_told_with_its_line(string yaml, string problem)
    {
        var run = Lint(yaml);
        Assert.Equal(2, run.Status);
        Assert.Contains(problem, run.Error);
    }

    private ProgramRun Lint(string yaml, string today = "2026-01-01")
    {
        folder.Write(".siptrace.yaml", Encoding.UTF8.GetBytes(yaml));
        Directory.CreateDirectory(Path.Combine(folder.Path, "deeper"));
        using var output = new MemoryStream();
        using var error = new StringWriter();
        var status = Program.Run(["lint", Fixture.PathOf("cases/OA001-bad.txt"), "--select", "OA"], new Surroundings
        {
            Output = output,
            Error = error,
            Folder = Path.Combine(folder.Path, "deeper"),
            Today = () => DateOnly.Parse(today),
        });
        return new ProgramRun(status, Encoding.UTF8.GetString(output.ToArray()), error.ToString());
    }
}
