using System.Text;

namespace SipTrace.Output;

/// <summary>A table for people: aligned columns, cut to the terminal where there is one, never cut in a pipe.</summary>
internal static class Table
{
    private const string Gap = "  ";

    /// <summary>Writes the headings and all rows, fitted to a width; 0 where nothing is to be cut.</summary>
    public static void Write<T>(TextWriter output, IReadOnlyList<T> rows, IEnumerable<Column<T>> columns, Clock clock, Palette palette, int width)
    {
        var shown = columns.Where(column => column.Heading is not null && !(column.IsOptional && rows.All(row => Text(column, row, clock).Length == 0))).ToArray();
        var widths = shown.Select(column => TextWidth.Of(column.Heading)).ToArray();
        var isRight = new bool[shown.Length];
        foreach (var row in rows)
        {
            for (var i = 0; i < shown.Length; i++)
            {
                widths[i] = Math.Max(widths[i], TextWidth.Of(Text(shown[i], row, clock)));
                isRight[i] |= shown[i].Value(row).IsNumber;
            }
        }
        if (width > 0) Narrow(shown, widths, width);

        var line = new StringBuilder();
        for (var i = 0; i < shown.Length; i++) AddCell(line, shown[i].Heading!, Ink.Strong, widths[i], isRight[i], palette);
        EndLine(output, line);
        foreach (var row in rows)
        {
            for (var i = 0; i < shown.Length; i++) AddCell(line, Text(shown[i], row, clock), shown[i].Ink?.Invoke(row) ?? Ink.Plain, widths[i], isRight[i], palette);
            EndLine(output, line);
        }
    }

    private static string Text<T>(Column<T> column, T row, Clock clock) => column.Text is { } text ? text(row, clock) : column.Value(row).ToText(clock);

    private static void AddCell(StringBuilder line, string text, Ink ink, int width, bool isRight, Palette palette)
    {
        var cut = TextWidth.Cut(text, width);
        var missing = Math.Max(0, width - TextWidth.Of(cut));
        if (isRight) line.Append(' ', missing);
        line.Append(palette.Paint(ink, cut));
        if (!isRight) line.Append(' ', missing);
        line.Append(Gap);
    }

    private static void EndLine(TextWriter output, StringBuilder line)
    {
        output.Write(line.ToString().TrimEnd(' '));
        output.Write('\n');
        line.Clear();
    }

    // The widest column that may be cut gives way first, one by one, until the row fits or nothing more may be cut.
    private static void Narrow<T>(Column<T>[] columns, int[] widths, int width)
    {
        var excess = widths.Sum() + Gap.Length * (widths.Length - 1) - width;
        for (; excess > 0; excess--)
        {
            var widest = -1;
            for (var i = 0; i < widths.Length; i++)
            {
                if (columns[i].Narrowest > 0 && widths[i] > columns[i].Narrowest && (widest < 0 || widths[i] > widths[widest])) widest = i;
            }
            if (widest < 0) return;
            widths[widest]--;
        }
    }
}
