using System.Buffers;
using System.Buffers.Text;
using System.Runtime.InteropServices;
using System.Text;
using SipTrace.Output;

namespace SipTrace.Terminal;

/// <summary>Turns one frame after another into what a terminal must be told to show it: only the cells that changed, and rows that moved as a scroll.</summary>
internal sealed class VtWriter(Glyphs glyphs, Theme theme, bool asciiOnly)
{
    // Cells that did not change, but are cheaper to write again than to jump over.
    private const int ShortestJump = 6;
    private const int FewestRowsToScroll = 3;

    private readonly CellGrid shown = new(glyphs);
    private readonly ArrayBufferWriter<byte> bytes = new(1 << 16);
    private ulong[] before = [], after = [];
    private bool isKnown;
    private int cursorX, cursorY;       // where the terminal's cursor is; below zero: nobody knows
    private Pen pen = new(theme);

    /// <summary>The clusters that frames name.</summary>
    public Glyphs Glyphs => glyphs;

    /// <summary>The theme; another one begins a whole new frame.</summary>
    public Theme Theme
    {
        get => pen.Theme;
        set
        {
            pen = new Pen(value);
            Forget();
        }
    }

    /// <summary>Tells that nobody knows what the terminal shows: the next frame is written whole.</summary>
    public void Forget() => isKnown = false;

    /// <summary>What to write so that the terminal shows a frame. Valid until the next call; empty where nothing changed.</summary>
    /// <param name="frame">The frame.</param>
    /// <param name="cursor">Where to show the cursor; null to hide it.</param>
    public ReadOnlyMemory<byte> Write(CellGrid frame, (int X, int Y)? cursor)
    {
        bytes.ResetWrittenCount();
        Put("\e[?2026h\e[?25l"u8);
        var empty = bytes.WrittenCount;
        (cursorX, cursorY) = (-1, -1);
        pen.Forget();
        if (!isKnown || shown.Width != frame.Width || shown.Height != frame.Height) Clear(frame);
        else Scroll(frame);
        for (var y = 0; y < frame.Height; y++)
        {
            if (!frame.RowBytes(y).SequenceEqual(shown.RowBytes(y))) WriteRow(frame, y);
        }
        if (bytes.WrittenCount == empty && cursor is null) return default;
        if (bytes.WrittenCount > empty) Put("\e[0m"u8);
        if (cursor is { } at)
        {
            MoveTo(at.X, at.Y);
            Put("\e[?25h"u8);
        }
        Put("\e[?2026l"u8);
        return bytes.WrittenMemory;
    }

    private void Clear(CellGrid frame)
    {
        Put("\e[0m\e[r\e[H\e[2J"u8);
        shown.Reset(frame.Width, frame.Height);
        isKnown = true;
    }

    // The longest run of rows that stand somewhere else now is scrolled there, where that saves writing a few of them.
    private void Scroll(CellGrid frame)
    {
        Hash(shown, ref before);
        Hash(frame, ref after);
        var (most, top, bottom, by) = (FewestRowsToScroll - 1, 0, 0, 0);
        for (var shift = FewestRowsToScroll - frame.Height; shift <= frame.Height - FewestRowsToScroll; shift++)
        {
            if (shift == 0) continue;
            var (gain, start) = (0, -1);
            var end = Math.Min(frame.Height, frame.Height - shift);
            for (var y = Math.Max(0, -shift); y <= end; y++)
            {
                if (y < end && after[y] == before[y + shift])
                {
                    if (start < 0) (start, gain) = (y, 0);
                    if (after[y] != before[y]) gain++;
                    continue;
                }
                if (start >= 0 && gain > most) (most, top, bottom, by) = (gain, Math.Min(start, start + shift), Math.Max(y - 1, y - 1 + shift), shift);
                start = -1;
            }
        }
        if (by == 0) return;
        Put("\e[0m\e["u8);
        Put(top + 1);
        Put(";"u8);
        Put(bottom + 1);
        Put("r\e["u8);
        Put(Math.Abs(by));
        Put(by > 0 ? "S\e[r"u8 : "T\e[r"u8);
        shown.Scroll(top, bottom, by);
        pen.Forget();
    }

    private static void Hash(CellGrid grid, ref ulong[] hashes)
    {
        if (hashes.Length < grid.Height) hashes = new ulong[grid.Height];
        for (var y = 0; y < grid.Height; y++)
        {
            var hash = 14695981039346656037UL;
            // The last column may hold a scroll bar, which stays where it is when all else moves.
            foreach (var cell in MemoryMarshal.Cast<byte, ulong>(grid.RowBytes(y))[..^1]) hash = (hash ^ cell) * 1099511628211UL ^ hash >> 29;
            hashes[y] = hash;
        }
    }

    private void WriteRow(CellGrid frame, int y)
    {
        Span<ScreenCell> now = frame.Row(y), was = shown.Row(y);
        // What is blank to the end is erased at once.
        var blankFrom = now.Length;
        while (blankFrom > 0 && now[blankFrom - 1] == ScreenCell.Blank) blankFrom--;
        for (var x = 0; x < now.Length;)
        {
            if (now[x] == was[x])
            {
                x++;
                continue;
            }
            // Half a wide character on the terminal is none: its row is written from its left half on.
            while (x > 0 && (now[x].Columns == 0 || was[x].Columns == 0)) x--;
            if (x >= blankFrom && now.Length - x > ShortestJump)
            {
                MoveTo(x, y);
                pen.Take(bytes, Ink.Plain, Emphasis.None, isBlank: true);
                Put("\e[K"u8);
                break;
            }
            x = WriteRun(frame, now, was, x, y);
        }
        now.CopyTo(was);
    }

    // Writes from a changed cell on, over short stretches that did not change too; gives the column after it.
    private int WriteRun(CellGrid frame, Span<ScreenCell> now, Span<ScreenCell> was, int x, int y)
    {
        for (var same = 0; x < now.Length; x += Math.Max((int)now[x].Columns, 1))
        {
            same = now[x] == was[x] ? same + 1 : 0;
            if (same > ShortestJump) return x;
            MoveTo(x, y);
            WriteCell(frame, now[x], x);
        }
        return x;
    }

    private void WriteCell(CellGrid frame, ScreenCell cell, int x)
    {
        pen.Take(bytes, cell.Ink, cell.Emphasis, cell.Glyph == Glyphs.Blank);
        cursorX = x + cell.Columns;
        if (cell.Glyph is >= ' ' and <= '~') Put([(byte)cell.Glyph]);
        else if (asciiOnly)
        {
            Put([(byte)Ascii.Of(cell.Glyph)]);
            if (cell.Columns == 2) Put(" "u8);
        }
        else if (cell.Glyph >= 0) bytes.Advance(new Rune(cell.Glyph).EncodeToUtf8(bytes.GetSpan(4)));
        else Encoding.UTF8.GetBytes(frame.Glyphs.ClusterOf(cell.Glyph), bytes);
        // Terminals differ in how far such a character moves the cursor; the one at the last column leaves it at nobody knows where.
        if (!asciiOnly && (cell.Columns == 2 || cell.Glyph < 0 || cell.Glyph > 0x2fff) || cursorX >= frame.Width) cursorX = -1;
    }

    private void MoveTo(int x, int y)
    {
        if (y == cursorY && x == cursorX) return;
        Put("\e["u8);
        Put(y + 1);
        Put(";"u8);
        Put(x + 1);
        Put("H"u8);
        (cursorX, cursorY) = (x, y);
    }

    private void Put(ReadOnlySpan<byte> text) => bytes.Write(text);

    private void Put(int number)
    {
        Utf8Formatter.TryFormat(number, bytes.GetSpan(11), out var length);
        bytes.Advance(length);
    }
}
