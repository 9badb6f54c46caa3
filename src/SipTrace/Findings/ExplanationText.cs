using SipTrace.Commands;
using SipTrace.Lint.Diagnoses;
using SipTrace.Output;

namespace SipTrace.Findings;

/// <summary>Explanations for people: what is read out to a colleague, or pasted into a ticket (Markdown).</summary>
internal sealed class ExplanationText
{
    private readonly Job job;
    private readonly Reading reading;
    private readonly bool isMarkdown;

    private ExplanationText(Job job, Reading reading)
    {
        this.job = job;
        this.reading = reading;
        isMarkdown = job.Format == "markdown";
    }

    /// <summary>Writes the calls; of a whole capture first what they come to, then those with a cause, the worst first.</summary>
    public static void Write(Job job, Reading reading, IReadOnlyList<Explanation> explanations, bool isWhole)
    {
        var text = new ExplanationText(job, reading);
        var shown = explanations;
        if (isWhole && explanations.Count != 1)
        {
            text.Line(Ink.Strong, Sum(explanations));
            shown = [.. explanations.Where(one => one.Causes.Count > 0).OrderByDescending(one => one.Lead!.Confidence)
                .ThenByDescending(one => explanations.Count(other => other.Lead?.Code == one.Lead!.Code)).ThenBy(one
                    => one.Lead!.Code, StringComparer.Ordinal).ThenBy(one => one.Call.Number)];
            if (shown.Count > 0) text.Line(Ink.Plain, "");
        }
        for (var i = 0; i < shown.Count; i++)
        {
            if (i > 0) text.Line(Ink.Plain, "");
            text.Write(shown[i]);
        }
    }

    /// <summary>What all calls come to: <c>40 calls: 31 ok, 6 one-way: private c=</c>.</summary>
    public static string Sum(IReadOnlyList<Explanation> explanations)
    {
        var parts = new List<string>();
        var healthy = explanations.Count(one => one.IsHealthy == true);
        var unknown = explanations.Count(one => one.IsHealthy is null);
        if (healthy > 0) parts.Add($"{healthy} ok");
        foreach (var group in explanations.Where(one => one.Lead is not null).GroupBy(one => one.Lead!.Code).OrderByDescending(group
            => group.Count()).ThenBy(group => group.Key, StringComparer.Ordinal))
            parts.Add($"{group.Count()} {group.First().Lead!.InShort}");
        if (unknown > 0) parts.Add($"{unknown} without a fault seen");
        return $"{explanations.Count} call{(explanations.Count == 1 ? "" : "s")}{(parts.Count > 0 ? ": " : "")}{string.Join(", ", parts)}";
    }

    private void Write(Explanation explanation)
    {
        var call = explanation.Call;
        var head = $"call {call.Number}, {CallColumns.Short(call.From.Uri)} to {CallColumns.Short(call.To.Uri)}, "
            + $"{job.Clock.DateAndTime(call.Started)}";
        Line(Ink.Strong, isMarkdown ? "### " + Escaped(head) : head);
        if (isMarkdown) Line(Ink.Plain, "");
        if (explanation.Causes.Count == 0)
        {
            Line(explanation.IsHealthy == true ? Ink.Good : Ink.Plain, Escaped(explanation.Summary));
            return;
        }
        for (var i = 0; i < explanation.Causes.Count; i++)
        {
            var cause = explanation.Causes[i];
            var lead = (i == 0 ? "" : explanation.IsEffect(cause) ? "therefore: " : "besides: ")
                + (cause.Confidence == Confidence.Likely ? "likely: " : "") + cause.Text;
            Line(i == 0 ? Ink.Bad : Ink.Warn, isMarkdown ? $"{(i > 0 ? "\n" : "")}**{Escaped(lead)}** ({cause.Code} {cause.Name})"
                : $"{lead} [{cause.Code}]");
            Details(cause);
        }
        if (explanation.RuledOut.Count == 0) return;
        Line(Ink.Plain, isMarkdown ? "\nWhat was asked:\n" : "  what was asked:");
        foreach (var line in explanation.RuledOut) Line(Ink.Plain, (isMarkdown ? "- " : "    ") + Escaped(line));
    }

    private void Details(Cause cause)
    {
        if (isMarkdown) Line(Ink.Plain, "");
        foreach (var evidence in cause.Evidence)
        {
            var where = reading.Captures.Inputs.Count > 1 ? $"{reading.Captures.Inputs[evidence.File].File} frame {evidence.Frame}"
                : $"frame {evidence.Frame}";
            Line(Ink.Plain, (isMarkdown ? "- " : "  ") + Escaped($"{where}: {evidence.What}"));
        }
        if (cause.LookAt.Length > 0) Line(Ink.Plain, (isMarkdown ? "- " : "  ") + Escaped("look at: " + cause.LookAt));
    }

    // What Markdown would take as its own, in text of the wire.
    private string Escaped(string text)
    {
        var clean = WireText.Clean(text);
        if (!isMarkdown) return clean;
        var escaped = new System.Text.StringBuilder(clean.Length + 16);
        foreach (var character in clean)
        {
            if ("\\`*_[]<>#|".Contains(character)) escaped.Append('\\');
            escaped.Append(character);
        }
        return escaped.ToString();
    }

    private void Line(Ink ink, string text) =>
        job.Text.Write((ink == Ink.Plain || isMarkdown ? Visible(text) : job.Palette.Paint(ink, Visible(text))) + "\n");

    private string Visible(string text) => isMarkdown ? text : WireText.Clean(text);
}
