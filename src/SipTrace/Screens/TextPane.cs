using SipTrace.Output;
using SipTrace.Terminal;

namespace SipTrace.Screens;

/// <summary>A text to read: scrolled, broken at the margin or moved sideways, searched.</summary>
internal sealed class TextPane
{
    private const int SideStep = 8, WheelStep = 3;

    private readonly List<(int Line, int Start, int Length)> rows = [];
    private IReadOnlyList<TextLine> lines = [];
    private Style[] styles = [];
    private int page = 1, top, left, brokenAt = -1, found = -1;
    private bool isWrapped = true;

    /// <summary>The text.</summary>
    public IReadOnlyList<TextLine> Lines
    {
        get => lines;
        set
        {
            lines = value;
            (brokenAt, found) = (-1, -1);
        }
    }

    /// <summary>Whether long lines are broken.</summary>
    public bool IsWrapped
    {
        get => isWrapped;
        set
        {
            (isWrapped, left, brokenAt) = (value, 0, -1);
        }
    }

    /// <summary>What is searched for; empty for nothing.</summary>
    public string Search { get; set; } = "";

    /// <summary>The first line in sight.</summary>
    public int TopLine => top < rows.Count ? rows[top].Line : 0;

    /// <summary>Brings a line into sight, near the top.</summary>
    public void ShowLine(int line)
    {
        var row = rows.FindIndex(candidate => candidate.Line >= line);
        top = row < 0 ? line : Math.Max(0, row - page / 4);
    }

    /// <summary>Goes to the beginning.</summary>
    public void Rewind() => top = 0;

    /// <summary>Goes to the next line that has what is searched for; false where no other has.</summary>
    public bool Find(bool backwards)
    {
        if (Search.Length == 0) return false;
        var current = found >= 0 ? found : TopLine - 1;
        for (var i = 1; i <= lines.Count; i++)
        {
            var line = ((backwards ? current - i : current + i) % lines.Count + lines.Count) % lines.Count;
            if (!lines[line].Text.Contains(Search, StringComparison.OrdinalIgnoreCase)) continue;
            found = line;
            ShowLine(line);
            return true;
        }
        return false;
    }

    /// <summary>The wheel; false where it is another key.</summary>
    public bool Take(Key key)
    {
        if (key.Code == KeyCode.WheelUp) Scroll(-WheelStep);
        else if (key.Code == KeyCode.WheelDown) Scroll(WheelStep);
        else return false;
        return true;
    }

    /// <summary>Adds the keys that move it.</summary>
    public void AddKeys(KeyTable keys)
    {
        keys.Add("Up k", "", "a line up", () => Scroll(-1));
        keys.Add("Down j", "", "a line down", () => Scroll(1));
        keys.Add("PgUp Ctrl-B", "", "a page up", () => Scroll(-page));
        keys.Add("PgDn Ctrl-F Space", "", "a page down", () => Scroll(page));
        keys.Add("Ctrl-U", "", "half a page up", () => Scroll(-page / 2));
        keys.Add("Ctrl-D", "", "half a page down", () => Scroll(page / 2));
        keys.Add("Home Ctrl-A g", "", "the beginning", Rewind);
        keys.Add("End Ctrl-E G", "", "the end", () => top = int.MaxValue);
        keys.Add("Left", "", "to the left", () => left = Math.Max(0, left - SideStep));
        keys.Add("Right", "", "to the right, where lines are not broken", () => left += isWrapped ? 0 : SideStep);
    }

    /// <summary>Draws what is in sight.</summary>
    public void Draw(Canvas canvas)
    {
        var hasBar = canvas.Width > 2;
        var width = canvas.Width - (hasBar ? 1 : 0);
        if (brokenAt != width) Break(width);
        page = Math.Max(1, canvas.Height);
        top = Math.Clamp(top, 0, Math.Max(0, rows.Count - page));
        for (var y = 0; y < page && top + y < rows.Count; y++) DrawRow(canvas, y, rows[top + y], width);
        if (rows.Count > page && hasBar) canvas.Put(canvas.Width - 1, (int)((long)top * (page - 1) / Math.Max(1, rows.Count - page)), "┃", Ink.Faint);
    }

    private void Scroll(int by) => top = Math.Max(0, top + by);

    private void Break(int width)
    {
        rows.Clear();
        for (var i = 0; i < lines.Count; i++)
        {
            var text = lines[i].Text;
            var start = 0;
            while (isWrapped && TextWidth.Of(text.AsSpan(start)) > width)
            {
                var (used, length) = (0, 0);
                while (start + length < text.Length)
                {
                    var next = TextWidth.Next(text.AsSpan(start + length), out var columns);
                    if (used + columns > Math.Max(2, width)) break;
                    (used, length) = (used + columns, length + next);
                }
                // Between words, where there are some.
                var space = text.LastIndexOf(' ', start + length - 1, length);
                if (space > start + length / 2) length = space + 1 - start;
                rows.Add((i, start, length));
                start += length;
            }
            rows.Add((i, start, text.Length - start));
        }
        brokenAt = width;
    }

    private void DrawRow(Canvas canvas, int y, (int Line, int Start, int Length) row, int width)
    {
        var line = lines[row.Line];
        if (styles.Length < line.Text.Length) styles = new Style[line.Text.Length * 2];
        var painted = styles.AsSpan(0, line.Text.Length);
        painted.Clear();
        foreach (var span in line.Spans)
        {
            var start = Math.Clamp(span.Start, 0, painted.Length);
            foreach (ref var style in painted.Slice(start, Math.Clamp(span.Length, 0, painted.Length - start)))
            {
                style = new Style(span.Style.Ink == Ink.Plain ? style.Ink : span.Style.Ink, style.Emphasis | span.Style.Emphasis);
            }
        }
        for (var at = 0; Search.Length > 0 && (at = line.Text.IndexOf(Search, at, StringComparison.OrdinalIgnoreCase)) >= 0; at += Search.Length)
        {
            painted.Slice(at, Search.Length).Fill(new Style(Ink.Match, Emphasis.Bold));
        }
        var x = -left;
        for (var at = row.Start; at < row.Start + row.Length;)
        {
            var end = at + 1;
            while (end < row.Start + row.Length && painted[end] == painted[at]) end++;
            x = canvas.Put(x, y, line.Text.AsSpan(at, end - at), painted[at], Math.Max(0, width - x));
            at = end;
        }
        if (!isWrapped && TextWidth.Of(line.Text) - left > width) canvas.Put(width - 1, y, "…", Ink.Faint);
    }
}
