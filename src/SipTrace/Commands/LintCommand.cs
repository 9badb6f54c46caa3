using SipTrace.Findings;
using SipTrace.Lint;

namespace SipTrace.Commands;

/// <summary><c>siptrace lint</c>: which rules the calls break, and where.</summary>
internal static class LintCommand
{
    private const int FoundSomething = 1;

    /// <summary>The command.</summary>
    public static readonly Verb Verb = new("lint", "which rules the calls break, and where",
        ["concise", "full", "json", "ndjson", "sarif", "junit", "github"],
        [
            "siptrace lint server.pcap",
            "siptrace lint offer.sdp --format full",
            "siptrace lint day/ --select ICE,OA --fail-on warning",
            "siptrace lint day/ --summary",
            "siptrace lint new.pcap --baseline old.json --format sarif > lint.sarif",
        ],
        Run);

    private static int Run(Job job)
    {
        var choice = new CallChoice(job.Arguments);
        RuleChoice.From(job.Arguments.Lint);      // a mistake in it is told before a long read
        using var reading = Reading.Of(job, followsMedia: true, acceptsText: true);
        var result = LintResult.Of(job, reading, choice);
        Write(job, result);
        var limit = job.Arguments.Lint.FailOn switch { "never" => (Severity)int.MaxValue, "info" => Severity.Info, "warning" =>
            Severity.Warning, _ => Severity.Error };
        return result.Findings.Any(finding => finding.Severity >= limit) ? FoundSomething : 0;
    }

    private static void Write(Job job, LintResult result)
    {
        switch (job.Format)
        {
            case "sarif":
                SarifFindings.Write(job, result);
                break;
            case "junit":
                JUnitFindings.Write(job, result);
                break;
            case "github":
                GitHubFindings.Write(job, result);
                break;
            case var _ when result.Fleet is not null:
                FleetRows.Write(job, result);
                break;
            case "concise" when job.Arguments.Format is null && job.World.OutputIsTerminal:
            case "full":
                FullFindings.Write(job, result);
                break;
            case "concise":
                ConciseFindings.Write(job, result);
                break;
            default:
                FindingRows.Write(job, result);
                break;
        }
    }
}
