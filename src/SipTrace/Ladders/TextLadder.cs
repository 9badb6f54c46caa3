using SipTrace.Output;

namespace SipTrace.Ladders;

/// <summary>Draws a ladder with characters: one line per event, as wide as its labels need.</summary>
internal sealed class TextLadder
{
    private const int NarrowestGap = 12;

    private readonly Ladder ladder;
    private readonly TextWriter output;
    private readonly Clock clock;
    private readonly Palette palette;
    private readonly int[] centres;
    private readonly int margin, width;

    private TextLadder(Ladder ladder, TextWriter output, Clock clock, Palette palette)
    {
        this.ladder = ladder;
        this.output = output;
        this.clock = clock;
        this.palette = palette;
        margin = Math.Max(5, ladder.Events.Select(e => FrameText(e).Length).DefaultIfEmpty().Max()) + 28;
        centres = PlaceHosts();
        width = centres.Length == 0 ? 0 : centres[^1] + HostWidth(ladder.Hosts[^1]) / 2 + 2;
    }

    /// <summary>Writes the heading, the hosts and the events.</summary>
    public static void Write(Ladder ladder, TextWriter output, Clock clock, Palette palette) => new TextLadder(ladder, output, clock, palette).Write();

    private void Write()
    {
        output.Write(palette.Paint(Ink.Strong, ladder.Title) + "\n\n");
        var rows = ladder.Hosts.Select(host => host.Addresses.Count).DefaultIfEmpty().Max();
        WriteHosts(ZoneText(), host => host.Name, Ink.Strong);
        for (var i = 0; i < rows; i++) WriteHosts("", host => i < host.Addresses.Count ? host.Addresses[i] : "", Ink.Faint);
        WriteLine("", Row(), Ink.Plain);
        foreach (var e in ladder.Events) WriteLine(Margin(e), Draw(e), InkOf(e.Mark));
    }

    private string ZoneText() => ladder.Start is { } start ? $"{"frame",5}  {clock.ZoneAt(start),-15}  {"s",8}" : "frame";

    private string Margin(LadderEvent e) => string.Concat(
        FrameText(e).PadLeft(5), "  ", (e.Time is { } time ? clock.TimeOfDay(time) : "").PadRight(15), "  ", ladder.Offset(e).PadLeft(8));

    private static string FrameText(LadderEvent e) => e.Frame > 0 ? e.Frame.ToString(System.Globalization.CultureInfo.InvariantCulture) : "";

    private void WriteHosts(string head, Func<LadderHost, string> text, Ink ink)
    {
        var line = new Line(width);
        for (var i = 0; i < centres.Length; i++)
        {
            var name = text(ladder.Hosts[i]);
            line.Put(centres[i] - TextWidth.Of(name) / 2, name);
        }
        WriteLine(head, line, ink);
    }

    private void WriteLine(string head, Line line, Ink ink)
    {
        var drawn = line.ToString().TrimEnd();
        output.Write(drawn.Length == 0 ? head.TrimEnd() : palette.Paint(Ink.Faint, TextWidth.Fill(head, margin)) + palette.Paint(ink, drawn));
        output.Write('\n');
    }

    private Line Row()
    {
        var line = new Line(width);
        foreach (var centre in centres) line.Put(centre, "│");
        return line;
    }

    private Line Draw(LadderEvent e)
    {
        var line = Row();
        if (e.Kind == LadderKind.Note) line.Put(centres[Math.Min(e.From, e.To)] + 2, e.Label);
        else if (e.From == e.To) line.Put(centres[e.From] + 1, $"⟲ {e.Label}");
        else DrawArrow(line, e);
        return line;
    }

    private void DrawArrow(Line line, LadderEvent e)
    {
        int left = Math.Min(centres[e.From], centres[e.To]) + 1, right = Math.Max(centres[e.From], centres[e.To]) - 1;
        var stroke = e.Kind switch
        {
            LadderKind.Stream or LadderKind.StreamBothWays => "═",
            LadderKind.Group => "┄",
            _ => e.Mark == LadderMark.Again ? "╌" : "─",
        };
        for (var i = left; i <= right; i++) line.Put(i, stroke);
        var bothWays = e.Kind is LadderKind.Group or LadderKind.StreamBothWays;
        if (bothWays || e.To > e.From) line.Put(right, ">");
        if (bothWays || e.To < e.From) line.Put(left, "<");
        var label = $" {e.Label} ";
        line.Put(left + (right - left + 1 - TextWidth.Of(label)) / 2, label);
    }

    private static Ink InkOf(LadderMark mark) => mark switch
    {
        LadderMark.Failure => Ink.Bad,
        LadderMark.Success => Ink.Good,
        LadderMark.Provisional => Ink.Warn,
        LadderMark.Again => Ink.Faint,
        _ => Ink.Plain,
    };

    private static int HostWidth(LadderHost host) => host.Addresses.Append(host.Name).Max(text => TextWidth.Of(text));

    // Neighbours stand so far apart that their names, and every label between them, fit; a label over several gaps widens the last one.
    private int[] PlaceHosts()
    {
        var hosts = ladder.Hosts;
        if (hosts.Count == 0) return [];
        var places = new int[hosts.Count];
        places[0] = HostWidth(hosts[0]) / 2 + 1;
        for (var i = 1; i < hosts.Count; i++)
        {
            var place = places[i - 1] + Math.Max(NarrowestGap, (HostWidth(hosts[i - 1]) + HostWidth(hosts[i])) / 2 + 3);
            foreach (var e in ladder.Events)
            {
                int left = Math.Min(e.From, e.To), right = Math.Max(e.From, e.To);
                if (e.Kind != LadderKind.Note && left == i - 1 && right == left) place = Math.Max(place, places[left] + TextWidth.Of(e.Label) + 5);
                else if (right == i && left < i) place = Math.Max(place, places[left] + TextWidth.Of(e.Label) + 9);
            }
            places[i] = place;
        }
        return places;
    }

    // A row of cells; what is put later lies on top. Text at the right edge makes the row longer.
    private sealed class Line(int width)
    {
        private readonly List<string> cells = [.. Enumerable.Repeat(" ", width)];

        public void Put(int column, string text)
        {
            for (var at = 0; at < text.Length;)
            {
                var length = TextWidth.Next(text.AsSpan(at), out var columns);
                while (cells.Count < column + columns) cells.Add(" ");
                cells[column] = text.Substring(at, length);
                if (columns == 2) cells[column + 1] = "";
                column += columns;
                at += length;
            }
        }

        public override string ToString() => string.Concat(cells);
    }
}
