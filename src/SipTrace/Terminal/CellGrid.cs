using System.Runtime.InteropServices;
using System.Text;

namespace SipTrace.Terminal;

/// <summary>A screenful of cells.</summary>
internal sealed class CellGrid(Glyphs glyphs)
{
    private ScreenCell[] cells = [];

    /// <summary>Columns.</summary>
    public int Width { get; private set; }

    /// <summary>Rows.</summary>
    public int Height { get; private set; }

    /// <summary>The clusters that its cells name.</summary>
    public Glyphs Glyphs => glyphs;

    /// <summary>The cells of a row.</summary>
    public Span<ScreenCell> Row(int y) => cells.AsSpan(y * Width, Width);

    /// <summary>A row as octets, to compare with.</summary>
    public ReadOnlySpan<byte> RowBytes(int y) => MemoryMarshal.AsBytes(Row(y));

    /// <summary>Takes a size, and empties all cells.</summary>
    public void Reset(int width, int height)
    {
        if (width * height > cells.Length) cells = new ScreenCell[width * height];
        (Width, Height) = (width, height);
        cells.AsSpan(0, width * height).Fill(ScreenCell.Blank);
    }

    /// <summary>Moves rows up (or, below zero, down) within [top, bottom]; what comes in is blank.</summary>
    public void Scroll(int top, int bottom, int rows)
    {
        if (rows > 0)
        {
            for (var y = top; y <= bottom; y++) Replace(y, y + rows <= bottom ? y + rows : -1);
        }
        else
        {
            for (var y = bottom; y >= top; y--) Replace(y, y + rows >= top ? y + rows : -1);
        }
    }

    /// <summary>The rows as text: every row as wide as the screen.</summary>
    public string ToText(bool asciiOnly)
    {
        var text = new StringBuilder((Width + 1) * Height);
        for (var y = 0; y < Height; y++)
        {
            foreach (var cell in Row(y))
            {
                if (cell.Columns == 0) continue;
                if (asciiOnly) text.Append(Ascii.Of(cell.Glyph)).Append(' ', cell.Columns - 1);
                else if (cell.Glyph < 0) text.Append(glyphs.ClusterOf(cell.Glyph));
                else text.Append(new Rune(cell.Glyph).ToString());
            }
            text.Append('\n');
        }
        return text.ToString();
    }

    private void Replace(int y, int by)
    {
        if (by < 0) Row(y).Fill(ScreenCell.Blank);
        else Row(by).CopyTo(Row(y));
    }
}
