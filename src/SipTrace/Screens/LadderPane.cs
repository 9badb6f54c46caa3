using System.Globalization;
using SipTrace.Ladders;
using SipTrace.Output;
using SipTrace.Terminal;

namespace SipTrace.Screens;

/// <summary>Draws a ladder into a part of the screen: hosts as columns, one row per event, a cursor.</summary>
internal sealed class LadderPane(Settings settings, Clock clock)
{
    private const int NarrowestGap = 14, WidestGap = 44, SideStep = 12, MarkWidth = 2;

    private Ladder ladder = new("", [], []);
    private IReadOnlyList<LadderEvent> events = [];
    private int gap, first, shift;

    /// <summary>Where one is.</summary>
    public ListCursor Cursor { get; } = new();

    /// <summary>The events in sight or to be scrolled to.</summary>
    public IReadOnlyList<LadderEvent> Events => events;

    /// <summary>The event of the cursor; null where there is none.</summary>
    public LadderEvent? Current => Cursor.Index < events.Count ? events[Cursor.Index] : null;

    /// <summary>The event that times are counted from; null for the first, or the one before.</summary>
    public LadderEvent? Reference { get; set; }

    /// <summary>What stands on an arrow.</summary>
    public Func<LadderEvent, string> LabelOf { get; set; } = e => e.Label;

    /// <summary>The colour of an arrow; null for that of its outcome.</summary>
    public Func<LadderEvent, Ink?> InkOf { get; set; } = _ => null;

    /// <summary>What stands before the ladder: a finding; blank for none.</summary>
    public Func<LadderEvent, (string Text, Ink Ink)> MarkOf { get; set; } = _ => ("", Ink.Plain);

    /// <summary>Shows a ladder, or some of its events. The cursor stays on the event of the same frame.</summary>
    public void Show(Ladder shown, IReadOnlyList<LadderEvent> chosen)
    {
        var before = Current;
        (ladder, events) = (shown, chosen);
        Cursor.Count = events.Count;
        if (before is null) return;
        for (var i = 0; i < events.Count; i++)
        {
            if (events[i].Time != before.Time || events[i].Message != before.Message || events[i].Kind != before.Kind) continue;
            Cursor.Index = i;
            return;
        }
    }

    /// <summary>Moves sideways, where there are more hosts than fit.</summary>
    public void MoveSideways(int by) => shift = Math.Max(0, shift + by * SideStep);

    /// <summary>Draws it.</summary>
    public void Draw(Canvas canvas)
    {
        var timeWidth = TimeWidth;
        var addressRows = Math.Min(canvas.Height > 30 ? 3 : 1, ladder.Hosts.Select(host => host.Addresses.Count).DefaultIfEmpty().Max());
        Place(canvas.Width - timeWidth - MarkWidth - 1);
        var hosts = canvas.Part(timeWidth + MarkWidth, 0, canvas.Width - timeWidth - MarkWidth, canvas.Height);
        DrawHosts(hosts, addressRows);
        var top = addressRows + 2;
        Cursor.Fit(canvas.Height - top);
        for (var y = top; y < canvas.Height; y++)
        {
            var index = Cursor.Top + y - top;
            for (var i = 0; i < ladder.Hosts.Count; i++) hosts.Put(Centre(i), y, "│", Ink.Faint);
            if (index >= events.Count) continue;
            canvas.Put(0, y, TimeOf(index).PadLeft(timeWidth), Ink.Faint);
            var (mark, ink) = MarkOf(events[index]);
            canvas.Put(timeWidth, y, mark, ink, MarkWidth);
            DrawEvent(hosts.Part(0, y, hosts.Width, 1), events[index]);
            if (index == Cursor.Index) canvas.Emphasize(y, Emphasis.Selected);
        }
        Cursor.DrawBar(canvas.Part(0, top, canvas.Width, canvas.Height - top));
    }

    /// <summary>The row of events under a place of the canvas; below zero for none.</summary>
    public int RowAt(int y) => y - Math.Min(3, ladder.Hosts.Select(host => host.Addresses.Count).DefaultIfEmpty().Max()) - 2;

    /// <summary>The columns in which every label would have room.</summary>
    public int WantedWidth => TimeWidth + MarkWidth + EdgeOf(0) + EdgeOf(ladder.Hosts.Count - 1) + WantedGap() * Math.Max(1, ladder.Hosts.Count - 1) + 1;

    private int TimeWidth => settings.Times == TimeStyle.Absolute ? 15 : 10;

    private int WantedGap()
    {
        var wanted = ladder.Hosts.Select(host => TextWidth.Of(host.Name) + 2).DefaultIfEmpty(NarrowestGap).Max();
        foreach (var e in events)
        {
            if (e.Kind != LadderKind.Note && Math.Abs(e.From - e.To) == 1) wanted = Math.Max(wanted, TextWidth.Of(LabelOf(e)) + 6);
        }
        return Math.Clamp(wanted, NarrowestGap, WidestGap);
    }

    // As far apart as the labels want, and the width allows; below the narrowest gap there is more to the right.
    private void Place(int width)
    {
        var count = ladder.Hosts.Count;
        var edges = EdgeOf(0) + EdgeOf(count - 1);
        gap = count < 2 ? WidestGap : Math.Min(WantedGap(), Math.Max(NarrowestGap, (width - edges) / (count - 1)));
        first = EdgeOf(0);
        shift = Math.Clamp(shift, 0, Math.Max(0, edges + gap * (count - 1) - width));
    }

    // What the name of an outer host needs beside its line.
    private int EdgeOf(int host) => host < 0 || host >= ladder.Hosts.Count ? 0 : Math.Clamp(TextWidth.Of(ladder.Hosts[host].Name) / 2 + 1, 6, 12);

    private int Centre(int host) => first + host * gap - shift;

    private void DrawHosts(Canvas canvas, int addressRows)
    {
        for (var i = 0; i < ladder.Hosts.Count; i++)
        {
            var host = ladder.Hosts[i];
            PutCentred(canvas, i, 0, host.Name, Ink.Strong);
            for (var row = 0; row < Math.Min(addressRows, host.Addresses.Count); row++) PutCentred(canvas, i, row + 1, host.Addresses[row], Ink.Faint);
            PutCentred(canvas, i, addressRows + 1, "────┬────", Ink.Faint);
        }
    }

    private void PutCentred(Canvas canvas, int host, int y, string text, Style style)
    {
        var cut = TextWidth.Cut(text, gap - 1);
        canvas.Put(Centre(host) - TextWidth.Of(cut) / 2, y, cut, style);
    }

    private void DrawEvent(Canvas line, LadderEvent e)
    {
        var ink = InkOf(e) ?? InkOfMark(e);
        var label = LabelOf(e);
        int from = Centre(e.From), to = Centre(e.To);
        if (e.Kind == LadderKind.Note) line.Put(Math.Min(from, to) + 2, 0, label, ink);
        else if (e.From == e.To) line.Put(from + 1, 0, "⟲ " + label, ink);
        else
        {
            int left = Math.Min(from, to) + 1, right = Math.Max(from, to) - 1;
            line.Fill(left, 0, right - left + 1, StrokeOf(e), ink);
            if (e.Kind is LadderKind.Group or LadderKind.StreamBothWays || e.To > e.From) line.Put(right, 0, ">", ink);
            if (e.Kind is LadderKind.Group or LadderKind.StreamBothWays || e.To < e.From) line.Put(left, 0, "<", ink);
            var cut = $" {TextWidth.Cut(label, Math.Max(0, right - left - 3))} ";
            line.Put(left + (right - left + 1 - TextWidth.Of(cut)) / 2, 0, cut, ink);
        }
    }

    private static char StrokeOf(LadderEvent e) => e.Kind switch
    {
        LadderKind.Stream or LadderKind.StreamBothWays => '═',
        LadderKind.Group => '┄',
        _ => e.Mark == LadderMark.Again ? '╌' : '─',
    };

    private static Ink InkOfMark(LadderEvent e) => e.Mark switch
    {
        LadderMark.Failure => Ink.Bad,
        LadderMark.Success => Ink.Good,
        LadderMark.Provisional => Ink.Warn,
        LadderMark.Again => Ink.Faint,
        _ => e.Kind switch
        {
            LadderKind.Stream or LadderKind.StreamBothWays => Ink.Media,
            LadderKind.Group => Ink.Check,
            LadderKind.Note => Ink.Faint,
            _ => Ink.Request,
        },
    };

    private string TimeOf(int index)
    {
        if (events[index].Time is not { } time) return "";
        if (settings.Times == TimeStyle.Absolute) return clock.TimeOfDay(time);
        var since = Reference?.Time ?? (settings.Times == TimeStyle.Relative ? ladder.Start : index > 0 ? events[index - 1].Time : null) ?? time;
        return (time - since).TotalSeconds.ToString("+0.000000;-0.000000", CultureInfo.InvariantCulture);
    }
}
