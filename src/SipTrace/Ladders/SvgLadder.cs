using System.Globalization;
using System.Net;
using System.Text;
using SipTrace.Output;

namespace SipTrace.Ladders;

/// <summary>Draws a ladder as SVG: a picture for a ticket or a wiki, light or dark as its reader's screen.</summary>
internal sealed class SvgLadder
{
    private const double CharWidth = 7.25, RowHeight = 26, TimeColumn = 190, Edge = 16;

    private readonly Ladder ladder;
    private readonly Clock clock;
    private readonly bool isLinked;
    private readonly StringBuilder svg = new();
    private readonly double[] x;
    private readonly double top, width, height;

    private SvgLadder(Ladder ladder, Clock clock, bool isLinked)
    {
        this.ladder = ladder;
        this.clock = clock;
        this.isLinked = isLinked;
        x = PlaceHosts();
        top = 58 + 15 * ladder.Hosts.Select(host => host.Addresses.Count).DefaultIfEmpty().Max();
        width = Math.Max(x.Length == 0 ? 0 : x[^1] + Math.Max(HostWidth(ladder.Hosts[^1]), LabelBeyondLastHost()), TextWidth.Of(ladder.Title) * 9) + Edge;
        height = top + RowHeight * (ladder.Events.Count + 1);
    }

    /// <summary>The picture.</summary>
    /// <param name="ladder">What to draw.</param>
    /// <param name="clock">For the column of times.</param>
    /// <param name="isLinked">Whether each event with a text links to <c>#m0</c>, <c>#m1</c>, ... (its index) of the page around it.</param>
    public static string Draw(Ladder ladder, Clock clock, bool isLinked = false) => new SvgLadder(ladder, clock, isLinked).Draw();

    /// <summary>Text for SVG and HTML.</summary>
    public static string Escape(string text) => WebUtility.HtmlEncode(text);

    private string Draw()
    {
        Add($"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width:0} {height:0}\" width=\"{width:0}\" height=\"{height:0}\" role=\"img\">");
        svg.Append("<title>").Append(Escape(ladder.Title)).Append("</title>\n").Append(Style);
        Add($"<rect class=\"paper\" width=\"{width:0}\" height=\"{height:0}\"/>");
        Add($"<text class=\"title\" x=\"{Edge}\" y=\"24\">{Escape(ladder.Title)}</text>");
        for (var i = 0; i < x.Length; i++) DrawHost(ladder.Hosts[i], x[i]);
        for (var i = 0; i < ladder.Events.Count; i++) DrawEvent(ladder.Events[i], i, top + RowHeight * (i + 0.8));
        return svg.Append("</svg>\n").ToString();
    }

    private void DrawHost(LadderHost host, double at)
    {
        Add($"<text class=\"host\" x=\"{at:0.#}\" y=\"48\">{Escape(host.Name)}</text>");
        for (var i = 0; i < host.Addresses.Count; i++) Add($"<text class=\"address\" x=\"{at:0.#}\" y=\"{63 + 15 * i}\">{Escape(host.Addresses[i])}</text>");
        Add($"<line class=\"life\" x1=\"{at:0.#}\" y1=\"{top - 2:0.#}\" x2=\"{at:0.#}\" y2=\"{height - 10:0.#}\"/>");
    }

    private void DrawEvent(LadderEvent e, int index, double y)
    {
        if (e.Time is { } time) Add($"<text class=\"time\" x=\"{Edge}\" y=\"{y:0.#}\">{clock.TimeOfDay(time)} {ladder.Offset(e),9}</text>");
        var link = isLinked && e.Text.Count > 0;
        if (link) Add($"<a href=\"#m{index}\">");
        Add($"<g class=\"{ClassOf(e)}\">");
        if (e.Frame > 0) Add($"<title>frame {e.Frame}</title>");
        double from = x[e.From], to = x[e.To], middle = (from + to) / 2;
        if (e.Kind == LadderKind.Note) Add($"<text class=\"note\" x=\"{middle:0.#}\" y=\"{y:0.#}\">{Escape(e.Label)}</text>");
        else if (e.From == e.To)
        {
            Add($"<path class=\"arrow\" d=\"M{from:0.#} {y - 8:0.#}h14v8h-12\"/><path class=\"tip\" d=\"M{from + 1:0.#} {y:0.#}l8 -4v8z\"/>");
            Add($"<text class=\"start\" x=\"{from + 20:0.#}\" y=\"{y:0.#}\">{Escape(e.Label)}</text>");
        }
        else
        {
            var way = Math.Sign(to - from);
            Add($"<line class=\"arrow\" x1=\"{from:0.#}\" y1=\"{y:0.#}\" x2=\"{to - 6 * way:0.#}\" y2=\"{y:0.#}\"/>{Tip(to, y, way)}");
            if (e.Kind is LadderKind.Group or LadderKind.StreamBothWays) svg.Append(Tip(from, y, -way));
            Add($"<text x=\"{middle:0.#}\" y=\"{y - 5:0.#}\">{Escape(e.Label)}</text>");
        }
        Add($"</g>{(link ? "</a>" : "")}");
    }

    private static string Tip(double at, double y, int way) =>
        string.Create(CultureInfo.InvariantCulture, $"<path class=\"tip\" d=\"M{at:0.#} {y:0.#}l{-9 * way} -4v8z\"/>");

    private void Add(FormattableString line) => svg.Append(line.ToString(CultureInfo.InvariantCulture)).Append('\n');

    private static string ClassOf(LadderEvent e) => e.Kind switch
    {
        LadderKind.Stream or LadderKind.StreamBothWays => "stream",
        LadderKind.Group => "group",
        _ => "message",
    } + e.Mark switch
    {
        LadderMark.Failure => " bad",
        LadderMark.Success => " good",
        LadderMark.Again => " again",
        _ => "",
    };

    private static double HostWidth(LadderHost host) => host.Addresses.Append(host.Name).Max(text => TextWidth.Of(text)) * CharWidth / 2;

    private double LabelBeyondLastHost() => ladder.Events.Where(e => e.From == e.To && e.From == ladder.Hosts.Count - 1)
        .Select(e => TextWidth.Of(e.Label) * CharWidth + 24).DefaultIfEmpty().Max();

    private double[] PlaceHosts()
    {
        var places = new double[ladder.Hosts.Count];
        for (var i = 0; i < places.Length; i++)
        {
            var place = i == 0 ? TimeColumn + Edge + HostWidth(ladder.Hosts[0]) : places[i - 1] + Math.Max(120, HostWidth(ladder.Hosts[i - 1]) + HostWidth(ladder.Hosts[i]) + 24);
            foreach (var e in ladder.Events)
            {
                int left = Math.Min(e.From, e.To), right = Math.Max(e.From, e.To);
                var label = TextWidth.Of(e.Label) * CharWidth + 34;
                if (right == i && left < i || left == right && left == i - 1) place = Math.Max(place, places[left] + label);
            }
            places[i] = place;
        }
        return places;
    }

    private const string Style = """
        <style>
        svg { font: 12px ui-monospace, SFMono-Regular, Menlo, Consolas, "DejaVu Sans Mono", monospace; --ink: #1f2328; --faint: #6e7781; --paper: #ffffff;
          --good: #1a7f37; --bad: #cf222e; --media: #0969da; }
        @media (prefers-color-scheme: dark) { svg { --ink: #e6edf3; --faint: #8d96a0; --paper: #0d1117; --good: #3fb950; --bad: #ff7b72; --media: #58a6ff; } }
        .paper { fill: var(--paper); } text { fill: var(--ink); text-anchor: middle; white-space: pre; }
        .title { font-size: 15px; font-weight: bold; text-anchor: start; } .host { font-weight: bold; } .address { fill: var(--faint); font-size: 11px; }
        .time { fill: var(--faint); font-size: 11px; text-anchor: start; } .start { text-anchor: start; } .note { font-style: italic; }
        .life { stroke: var(--faint); stroke-width: 1; opacity: .6; } .arrow { stroke: var(--ink); stroke-width: 1.3; fill: none; } .tip { fill: var(--ink); }
        .good .arrow { stroke: var(--good); } .good .tip, .good text { fill: var(--good); }
        .bad .arrow { stroke: var(--bad); } .bad .tip, .bad text { fill: var(--bad); }
        .again .arrow { stroke: var(--faint); stroke-dasharray: 5 4; } .again .tip, .again text { fill: var(--faint); }
        .group .arrow { stroke-dasharray: 2 3; } .stream .arrow { stroke: var(--media); stroke-width: 4; } .stream .tip { fill: var(--media); }
        </style>

        """;
}
