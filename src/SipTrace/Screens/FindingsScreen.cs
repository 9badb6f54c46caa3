using System.Diagnostics;
using SipTrace.Commands;
using SipTrace.Correlation.Sip;
using SipTrace.Lint;
using SipTrace.Output;
using SipTrace.Terminal;
using Trace = SipTrace.Correlation.Trace;

namespace SipTrace.Screens;

/// <summary>What the rules found, one line each, and below it all about the one of the cursor.</summary>
internal sealed class FindingsScreen : Screen
{
    private static readonly TimeSpan Budget = TimeSpan.FromMilliseconds(4);

    private readonly Call[]? chosen;
    private readonly ListCursor cursor = new();
    private readonly TextPane details = new();
    private readonly List<Finding> findings = [];
    private int checkedCalls, total;
    private Finding? shown;

    /// <summary>The findings of some calls; of all calls where none are given.</summary>
    public FindingsScreen(ScreenStack stack, Call[]? chosen)
        : base(stack)
    {
        this.chosen = chosen;
        var keys = new KeyTable
        {
            { "Enter", "Message", "the message, with the place marked", OpenMessage },
            { "f", "Flow", "the ladder of the call", OpenFlow },
            { "s", "", "by gravity, by time", Sort },
        };
        cursor.AddKeys(keys, "the finding");
        Keys = WithCommonKeys(keys);
    }

    /// <inheritdoc/>
    public override KeyTable Keys { get; }

    /// <inheritdoc/>
    public override string Title => $"{findings.Count} findings  " + (chosen is null ? "whole capture" : $"call {string.Join(", ", chosen.Take(10).Select(call => call.Number))}" + Diagnosis)
        + (checkedCalls < total ? $"  checked {checkedCalls} of {total} calls" : "");

    private string Diagnosis => chosen is [var call] && Stack.Findings.Diagnosis(call) is { Length: > 0 } words ? $": {words}" : "";

    /// <inheritdoc/>
    public override bool Take(Key key) => cursor.Take(key, key.Y - 1) || Keys.Run(key);

    /// <inheritdoc/>
    public override bool Work() => Stack.Session.Ask(Check);

    /// <inheritdoc/>
    public override void Draw(Canvas canvas)
    {
        var height = Math.Max(3, canvas.Height * 2 / 5);
        var list = canvas.Part(0, 0, canvas.Width, height);
        cursor.Count = findings.Count;
        cursor.Fit(height);
        for (var i = cursor.Top; i < cursor.End; i++) DrawRow(list, i - cursor.Top, findings[i], i == cursor.Index);
        cursor.DrawBar(list);
        if (findings.Count == 0) list.Put(2, 1, !Stack.Findings.IsReady ? "the rules are asked when everything is read" : checkedCalls < total ? "checking ..." : "nothing found", Ink.Faint);
        canvas.Fill(0, height, canvas.Width, '─', Ink.Faint);
        if (Current != shown)
        {
            shown = Current;
            details.Lines = shown is null ? [] : [.. DetailsOf(shown)];
            details.Rewind();
        }
        details.Draw(canvas.Part(0, height + 1, canvas.Width, canvas.Height - height - 1));
    }

    private Finding? Current => cursor.Index < findings.Count ? findings[cursor.Index] : null;

    private bool Check(Trace trace)
    {
        IReadOnlyList<Call> calls = chosen ?? trace.Calls;
        total = calls.Count;
        if (!Stack.Findings.IsReady) return false;
        var (started, before) = (Stopwatch.GetTimestamp(), checkedCalls);
        while (checkedCalls < total && Stopwatch.GetElapsedTime(started) < Budget) findings.AddRange(Stack.Findings.Of(calls[checkedCalls++]));
        return checkedCalls > before;
    }

    private static void DrawRow(Canvas list, int y, Finding finding, bool isSelected)
    {
        var ink = FindingWords.InkOf(finding.Severity);
        var x = list.Put(1, y, FindingWords.Of(finding.Severity).PadRight(8), ink);
        x = list.Put(x, y, finding.Rule.Code.PadRight(8), new Style(ink, Emphasis.Bold));
        x = list.Put(x, y, $"{finding.Call?.Number,5} {finding.Place.Frame,7}  ", Ink.Faint);
        list.Put(x, y, WireText.Clean(finding.Message) + (finding.Count > 1 ? $" ({finding.Count} messages)" : ""));
        if (isSelected) list.Emphasize(y, Emphasis.Selected);
    }

    private IEnumerable<TextLine> DetailsOf(Finding finding)
    {
        var ink = FindingWords.InkOf(finding.Severity);
        yield return TextLine.Of($"{FindingWords.Of(finding.Severity)} {finding.Rule.Code} {finding.Rule.Name}", new Style(ink, Emphasis.Bold));
        yield return new TextLine(WireText.Clean(finding.Message));
        if (finding.Line > 0)
        {
            var mark = FindingMark.Of(finding, Stack.Settings);
            var margin = $"frame {finding.Place.Frame} line {finding.Line} | ";
            yield return new TextLine(margin + WireText.Clean(Stack.Settings.Masked(finding.LineText)),
                new TextSpan(0, margin.Length, Ink.Faint), new TextSpan(margin.Length + mark.Start, mark.Length, new Style(ink, Emphasis.Underline)));
        }
        foreach (var evidence in finding.Evidence) yield return new TextLine(WireText.Clean($"frame {evidence.Frame}: {evidence.What}"));
        if (finding.Agent.Length > 0) yield return new TextLine("sent by " + WireText.Clean(finding.Agent));
        if (finding.Rule.Source.Length > 0) yield return TextLine.Of(finding.Rule.Source, Ink.Faint);
        yield return new TextLine("");
        foreach (var line in WireText.CleanLines(finding.Rule.Why)) yield return new TextLine(line);
    }

    private void OpenMessage()
    {
        if (Current is not { Place.Message: { } message } finding)
        {
            Stack.Say("this one is about packets that are no SIP");
            return;
        }
        var read = Stack.Session.Ask(trace => FlowMessage.Read(trace, finding.Call, message.Index, Stack));
        Stack.Push(new MessageScreen(Stack, [read], message.Index));
    }

    private void OpenFlow()
    {
        if (Current?.Call is { } call) Stack.Push(new FlowScreen(Stack, [call], isExtended: false));
    }

    private void Sort()
    {
        var sorted = findings.OrderByDescending(finding => finding.Severity).ThenBy(finding => finding.Place.Time).ToList();
        if (sorted.SequenceEqual(findings)) sorted = [.. findings.OrderBy(finding => finding.Place.Time)];
        findings.Clear();
        findings.AddRange(sorted);
    }
}
