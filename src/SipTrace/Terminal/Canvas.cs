using SipTrace.Output;

namespace SipTrace.Terminal;

/// <summary>A rectangle of a <see cref="CellGrid"/> to draw on: what lies outside is clipped, what could drive a terminal is made visible.</summary>
internal readonly struct Canvas
{
    private readonly CellGrid grid;
    private readonly int left, top;

    /// <summary>All of a grid.</summary>
    public Canvas(CellGrid grid)
        : this(grid, 0, 0, grid.Width, grid.Height)
    {
    }

    private Canvas(CellGrid grid, int left, int top, int width, int height)
    {
        this.grid = grid;
        this.left = left;
        this.top = top;
        Width = width;
        Height = height;
    }

    /// <summary>Columns.</summary>
    public int Width { get; }

    /// <summary>Rows.</summary>
    public int Height { get; }

    /// <summary>The rectangle of it that begins at (<paramref name="x"/>, <paramref name="y"/>), cut to what there is.</summary>
    public Canvas Part(int x, int y, int width, int height)
    {
        int fromX = Math.Clamp(x, 0, Width), fromY = Math.Clamp(y, 0, Height);
        return new Canvas(grid, left + fromX, top + fromY, Math.Clamp(width, 0, Width - fromX), Math.Clamp(height, 0, Height - fromY));
    }

    /// <summary>Whether a place of the whole screen lies within, and where.</summary>
    public bool Contains(int screenX, int screenY, out int x, out int y)
    {
        (x, y) = (screenX - left, screenY - top);
        return x >= 0 && y >= 0 && x < Width && y < Height;
    }

    /// <summary>Writes text and gives the column after it. Text may begin left of the canvas.</summary>
    public int Put(int x, int y, ReadOnlySpan<char> text, Style style = default, int columns = int.MaxValue) => Put(x, y, text, style, columns, isVisible: false);

    private int Put(int x, int y, ReadOnlySpan<char> text, Style style, int columns, bool isVisible)
    {
        var end = (int)Math.Min(Width, (long)x + columns);
        if (y < 0 || y >= Height) return x;
        var row = grid.Row(top + y);
        while (text.Length > 0 && x < end)
        {
            var first = text[0];
            if (first is >= ' ' and <= '~' && (text.Length == 1 || text[1] < 0x300))
            {
                Set(row, x++, first, 1, style);
                text = text[1..];
                continue;
            }
            var length = TextWidth.Next(text, out var width);
            if (!isVisible && !IsHarmless(text[..length])) x = Put(x, y, Visible(text[..length]), style, end - x, isVisible: true);
            else if (x + width > end) break;
            else
            {
                Set(row, x, grid.Glyphs.Of(text[..length]), width, style);
                x += width;
            }
            text = text[length..];
        }
        return x;
    }

    /// <summary>Writes text that ends before a column.</summary>
    public void PutRight(int endX, int y, string text, Style style = default) => Put(endX - TextWidth.Of(text), y, text, style);

    /// <summary>Fills a stretch of a row.</summary>
    public void Fill(int x, int y, int columns, char with, Style style)
    {
        if (y < 0 || y >= Height) return;
        var row = grid.Row(top + y);
        for (var i = Math.Max(0, x); i < Math.Min(Width, x + columns); i++) Set(row, i, with, 1, style);
    }

    /// <summary>Makes a row stand out, whatever is written there.</summary>
    public void Emphasize(int y, Emphasis emphasis, int x = 0, int columns = int.MaxValue)
    {
        if (y < 0 || y >= Height) return;
        var row = grid.Row(top + y);
        for (var i = Math.Max(0, x); i < Math.Min(Width, (long)x + columns); i++)
        {
            row[left + i] = row[left + i] with { Emphasis = row[left + i].Emphasis | emphasis };
        }
    }

    /// <summary>Empties it.</summary>
    public void Clear()
    {
        for (var y = 0; y < Height; y++) Fill(0, y, Width, ' ', default);
    }

    /// <summary>An emptied window in the middle, with a frame and a title; what is given back is its inside.</summary>
    public Canvas Window(int width, int height, string title)
    {
        var box = Part(Math.Max(0, (Width - width - 2) / 2), Math.Max(0, (Height - height - 2) / 2), Math.Min(Width, width + 2), Math.Min(Height, height + 2));
        box.Clear();
        int right = box.Width - 1, bottom = box.Height - 1;
        for (var y = 0; y <= bottom; y++)
        {
            if (y == 0 || y == bottom) box.Fill(1, y, right - 1, '─', Ink.Faint);
            box.Put(0, y, y == 0 ? "╭" : y == bottom ? "╰" : "│", Ink.Faint);
            box.Put(right, y, y == 0 ? "╮" : y == bottom ? "╯" : "│", Ink.Faint);
        }
        box.Put(2, 0, $" {title} ", Ink.Strong, right - 3);
        return box.Part(1, 1, right - 1, bottom - 1);
    }

    // A half of a wide character must not stay alone.
    private void Set(Span<ScreenCell> row, int x, int glyph, int columns, Style style)
    {
        if (x < 0) return;
        var at = left + x;
        if (row[at].Columns == 0 && at > 0) row[at - 1] = row[at - 1] with { Glyph = Glyphs.Blank, Columns = 1 };
        var last = at + columns - 1;
        if (last + 1 < row.Length && row[last + 1].Columns == 0) row[last + 1] = row[last + 1] with { Glyph = Glyphs.Blank, Columns = 1 };
        row[at] = new ScreenCell(glyph, style.Ink, style.Emphasis, (ushort)columns);
        if (columns == 2) row[at + 1] = new ScreenCell(Glyphs.RightHalf, style.Ink, style.Emphasis, 0);
    }

    private static string Visible(ReadOnlySpan<char> cluster) => WireText.Clean(cluster.ToString());

    // What WireText would leave as it is; the common ranges are told without asking it.
    private static bool IsHarmless(ReadOnlySpan<char> cluster)
    {
        if (cluster.Length == 1)
        {
            var c = cluster[0];
            if (c is >= ' ' and <= '~' or >= '\u00a1' and <= '\u02ff' and not '\u00ad' or >= '\u2190' and <= '\u27bf' or >= '\u3041' and <= '\ud7a3' and not '\u3164') return true;
            if (c is '…' or '·' or '—' or '–' or '•' or '\u25cc') return true;
        }
        return WireText.Clean(cluster.ToString()).AsSpan().SequenceEqual(cluster);
    }
}
