using System.Globalization;
using SipTrace.Output;

namespace SipTrace.Ladders;

/// <summary>Draws a ladder as one HTML page without scripts: the picture, and below it every message to unfold.</summary>
internal static class HtmlLadder
{
    /// <summary>Writes the page.</summary>
    public static void Write(Ladder ladder, TextWriter output, Clock clock)
    {
        output.Write(Head.Replace("$TITLE", SvgLadder.Escape(ladder.Title), StringComparison.Ordinal));
        output.Write(SvgLadder.Draw(ladder, clock, isLinked: true));
        for (var i = 0; i < ladder.Events.Count; i++)
        {
            var e = ladder.Events[i];
            if (e.Text.Count == 0) continue;
            var frame = e.Frame > 0 ? string.Create(CultureInfo.InvariantCulture, $"frame {e.Frame}, ") : "";
            var time = e.Time is { } t ? clock.DateAndTime(t) + " " + clock.ZoneAt(t) : "";
            var way = $"{ladder.Hosts[e.From].Name} → {ladder.Hosts[e.To].Name}";
            output.Write($"<details id=\"m{i}\"><summary>{SvgLadder.Escape($"{e.Label}  ({frame}{time}, {way})")}</summary>\n<pre>");
            foreach (var line in e.Text) output.Write(SvgLadder.Escape(line) + "\n");
            output.Write("</pre></details>\n");
        }
        output.Write("</body>\n</html>\n");
    }

    private const string Head = """
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
        <title>$TITLE</title>
        <style>
        :root { color-scheme: light dark; }
        body { margin: 1rem; font: 13px ui-monospace, SFMono-Regular, Menlo, Consolas, "DejaVu Sans Mono", monospace; }
        svg { max-width: 100%; height: auto; }
        details { border-top: 1px solid #8884; padding: .3rem 0; } details:target { outline: 2px solid #0969da; }
        summary { cursor: pointer; white-space: pre-wrap; } pre { margin: .3rem 0 .6rem 1.2rem; white-space: pre-wrap; overflow-wrap: anywhere; }
        </style>
        </head>
        <body>

        """;
}
