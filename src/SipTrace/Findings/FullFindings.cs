using System.Text;
using SipTrace.Commands;
using SipTrace.Lint;
using SipTrace.Output;

namespace SipTrace.Findings;

/// <summary>Each finding with the line it marks and a caret, as compilers write.</summary>
internal static class FullFindings
{
    /// <summary>Writes all, and the sum.</summary>
    public static void Write(Job job, LintResult result)
    {
        foreach (var finding in result.Findings) Write(job, result, finding);
        job.Text.Write(result.Sum() + "\n");
    }

    private static void Write(Job job, LintResult result, Finding finding)
    {
        var ink = FindingWords.InkOf(finding.Severity);
        var line = result.LineOf(finding);
        var margin = new string(' ', $"{line}".Length);
        var text = job.Text;
        text.Write($"{job.Palette.Paint(ink, $"{FindingWords.Of(finding.Severity)} {finding.Rule.Code} {finding.Rule.Name}")}: "
            + $"{WireText.Clean(finding.Message)}\n");
        text.Write($"{margin}--> {WireText.Clean(result.Where(finding))}{About(finding)}\n");
        if (line > 0)
        {
            var (shown, from, width) = Marked(job, finding);
            text.Write($"{margin} |\n{line} | {shown}\n{margin} | "
                + $"{new string(' ', from)}{job.Palette.Paint(ink, new string('^', width))}\n");
        }
        foreach (var evidence in finding.Evidence) text.Write($"{margin} = frame {evidence.Frame}: {WireText.Clean(evidence.What)}\n");
        if (finding.Count > 1) text.Write($"{margin} = {finding.Count} messages of this call\n");
        if (finding.Rule.Source.Length > 0) text.Write(job.Palette.Paint(Ink.Faint, $"{margin} = {finding.Rule.Source}") + "\n");
        text.Write("\n");
    }

    private static string About(Finding finding)
    {
        var place = finding.Place;
        var what = place.What.Length == 0 ? ""
            : $"  {WireText.Clean(place.What)}" + (place.Source.IsNone ? "" : $"  {place.Source} > {place.Destination}");
        return what + (finding.Call is { } call ? $"  call {call.Number}" : "")
            + (finding.Agent.Length > 0 ? $"  {WireText.Clean(finding.Agent)}" : "");
    }

    // The line as it may be shown, and where its marked part stands in it.
    private static (string Line, int From, int Width) Marked(Job job, Finding finding)
    {
        var before = finding.Column - 1;
        var whole = job.Masked(finding.LineText);
        before = Math.Min(before, whole.Length);
        var marked = Math.Min(Encoding.UTF8.GetCharCount(finding.Place.Text.Span.Slice(finding.Place.Offset, finding.Place.Length)),
            whole.Length - before);
        return (WireText.Clean(whole), TextWidth.Of(WireText.Clean(whole[..before])),
            Math.Max(1, TextWidth.Of(WireText.Clean(whole.Substring(before, marked)))));
    }
}
