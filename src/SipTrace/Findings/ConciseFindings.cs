using SipTrace.Commands;
using SipTrace.Output;

namespace SipTrace.Findings;

/// <summary>A line for each finding, as linters write: <c>file.pcap:FRAME:LINE:COL: error ICE012 name: message [RFC 8839
/// §4.2.5]</c>.</summary>
internal static class ConciseFindings
{
    /// <summary>Writes all, and the sum.</summary>
    public static void Write(Job job, LintResult result)
    {
        foreach (var finding in result.Findings)
        {
            var rule = finding.Rule;
            job.Text.Write($"{WireText.Clean(result.Where(finding))}: "
                + $"{job.Palette.Paint(FindingWords.InkOf(finding.Severity), FindingWords.Of(finding.Severity))} "
                + $"{rule.Code} {rule.Name}: {WireText.Clean(finding.Message)}{(finding.Count > 1 ? $" (x{finding.Count})" : "")}"
                + (rule.Source.Length > 0 ? job.Palette.Paint(Ink.Faint, $" [{rule.Source}]") : "") + "\n");
        }
        job.Text.Write(result.Sum() + "\n");
    }
}
