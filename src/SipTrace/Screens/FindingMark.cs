using System.Text;
using SipTrace.Commands;
using SipTrace.Lint;
using SipTrace.Output;

namespace SipTrace.Screens;

/// <summary>Where a finding stands in the visible text of its message.</summary>
/// <param name="Line">Line of the message, from 0.</param>
/// <param name="Start">The first marked character of the line as it is shown.</param>
/// <param name="Length">How many are marked.</param>
/// <param name="Ink">The colour of its severity.</param>
/// <param name="Text">What it says; visible text.</param>
internal sealed record FindingMark(int Line, int Start, int Length, Ink Ink, string Text)
{
    /// <summary>The place of a finding that marks a line.</summary>
    public static FindingMark Of(Finding finding, Settings settings)
    {
        var whole = settings.Masked(finding.LineText);
        var before = Math.Clamp(finding.Column - 1, 0, whole.Length);
        var place = finding.Place;
        var marked = Encoding.UTF8.GetCharCount(place.Text.Span.Slice(place.Offset, Math.Min(place.Length, place.Text.Length - place.Offset)));
        var (head, body) = (WireText.Clean(whole[..before]), WireText.Clean(whole.Substring(before, Math.Min(marked, whole.Length - before))));
        return new FindingMark(finding.Line - 1, head.Length, Math.Max(1, body.Length), FindingWords.InkOf(finding.Severity),
            WireText.Clean($"{finding.Rule.Code} {finding.Rule.Name}: {finding.Message}"));
    }
}
