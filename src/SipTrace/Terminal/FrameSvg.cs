using System.Globalization;
using System.Net;
using System.Text;

namespace SipTrace.Terminal;

/// <summary>Draws a frame as SVG, as a terminal with a dark background shows it.</summary>
internal static class FrameSvg
{
    private const double CellWidth = 8.4, CellHeight = 18, Edge = 10;

    private static readonly Theme theme = new(ColorDepth.True, isLight: false);

    /// <summary>The picture.</summary>
    public static string Draw(CellGrid frame)
    {
        var svg = new StringBuilder();
        double width = frame.Width * CellWidth + 2 * Edge, height = frame.Height * CellHeight + 2 * Edge;
        Add($"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width:0} {height:0}\" width=\"{width:0}\" height=\"{height:0}\" role=\"img\">\n");
        Add($"<rect width=\"{width:0}\" height=\"{height:0}\" rx=\"6\" fill=\"#0d1117\"/>\n");
        svg.Append("<g font-family=\"ui-monospace, 'DejaVu Sans Mono', Menlo, Consolas, monospace\" font-size=\"14\" fill=\"#e6edf3\" xml:space=\"preserve\">\n");
        for (var y = 0; y < frame.Height; y++) DrawRow(y);
        return svg.Append("</g>\n</svg>\n").ToString();

        void DrawRow(int y)
        {
            var row = frame.Row(y);
            for (var x = 0; x < row.Length;)
            {
                var start = x;
                var text = new StringBuilder();
                // A run is drawn to its width in cells, so that columns stay aligned whatever the reader's font is.
                for (; x < row.Length && row[x].Ink == row[start].Ink && row[x].Emphasis == row[start].Emphasis; x++)
                {
                    if (row[x].Columns > 0) text.Append(row[x].Glyph < 0 ? frame.Glyphs.ClusterOf(row[x].Glyph) : new Rune(row[x].Glyph).ToString());
                }
                DrawRun(start, y, x - start, text.ToString(), row[start]);
            }
        }

        void DrawRun(int x, int y, int columns, string text, ScreenCell style)
        {
            var (left, top) = (Edge + x * CellWidth, Edge + y * CellHeight);
            if (theme.GroundColor(style.Emphasis) is { } ground) Add($"<rect x=\"{left:0.#}\" y=\"{top:0.#}\" width=\"{columns * CellWidth:0.#}\" height=\"{CellHeight}\" fill=\"#{ground:x6}\"/>\n");
            var lead = text.Length - text.TrimStart(' ').Length;
            var shown = text.Trim(' ');
            if (shown.Length == 0) return;
            var shownColumns = columns - (text.Length - shown.Length);
            Add($"<text x=\"{left + lead * CellWidth:0.#}\" y=\"{top + 13.5:0.#}\" textLength=\"{shownColumns * CellWidth:0.#}\"");
            if (theme.LetterColor(style.Ink) is { } color) Add($" fill=\"#{color:x6}\"");
            if (theme.Attributes(style.Ink, style.Emphasis).Contains(";1", StringComparison.Ordinal)) svg.Append(" font-weight=\"bold\"");
            if ((style.Emphasis & Emphasis.Underline) != 0) svg.Append(" text-decoration=\"underline\"");
            svg.Append('>').Append(WebUtility.HtmlEncode(shown)).Append("</text>\n");
        }

        void Add(FormattableString part) => svg.Append(part.ToString(CultureInfo.InvariantCulture));
    }
}
