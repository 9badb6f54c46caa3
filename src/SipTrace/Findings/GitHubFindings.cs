using SipTrace.Commands;
using SipTrace.Lint;

namespace SipTrace.Findings;

/// <summary>Workflow commands of GitHub Actions, which become annotations of a build: <c>::error
/// file=..,line=..,title=..::message</c>.</summary>
internal static class GitHubFindings
{
    /// <summary>Writes all.</summary>
    public static void Write(Job job, LintResult result)
    {
        foreach (var finding in result.Findings)
        {
            var kind = finding.Severity switch { Severity.Error => "error", Severity.Warning => "warning", _ => "notice" };
            var line = result.LineOf(finding);
            var place = line > 0 ? $",line={line},col={finding.Column}" : "";
            var frame = result.FrameOf(finding) is { } number ? $"frame {number}: " : "";
            job.Text.Write($"::{kind} file={Property(result.FileOf(finding))}{place},title={finding.Rule.Code} {finding.Rule.Name}"
                + $"::{Escape(frame + finding.Message)}\n");
        }
    }

    // Text of the wire must not begin another command.
    private static string Escape(string text) =>
        Output.WireText.Clean(text).Replace("%", "%25", StringComparison.Ordinal).Replace("\r", "%0D", StringComparison.Ordinal)
            .Replace("\n", "%0A", StringComparison.Ordinal);

    private static string Property(string text) => Escape(text).Replace(":", "%3A", StringComparison.Ordinal)
        .Replace(",", "%2C", StringComparison.Ordinal);
}
