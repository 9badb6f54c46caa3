using SipTrace.Terminal;

namespace SipTrace.Screens;

/// <summary>Where one is in a list that is longer than its window.</summary>
internal sealed class ListCursor
{
    private const int WheelStep = 3;

    /// <summary>Rows of the list.</summary>
    public int Count { get; set; }

    /// <summary>Rows of the window.</summary>
    public int Page { get; private set; } = 1;

    /// <summary>The row of the cursor.</summary>
    public int Index { get; set; }

    /// <summary>The first row in sight.</summary>
    public int Top { get; private set; }

    /// <summary>The row after the last one in sight.</summary>
    public int End => Math.Min(Count, Top + Page);

    /// <summary>Brings the cursor into the list and into a window of so many rows.</summary>
    public void Fit(int page)
    {
        Page = Math.Max(1, page);
        Index = Math.Clamp(Index, 0, Math.Max(0, Count - 1));
        Top = Math.Clamp(Top, Math.Max(0, Index - Page + 1), Index);
        Top = Math.Clamp(Top, 0, Math.Max(0, Count - Page));
    }

    /// <summary>Moves by so many rows.</summary>
    public void Move(int rows) => Index = Math.Clamp(Index + rows, 0, Math.Max(0, Count - 1));

    /// <summary>The wheel, or a click on a row of the window; false where it is neither.</summary>
    public bool Take(Key key, int row)
    {
        if (key.Code == KeyCode.WheelUp) Move(-WheelStep);
        else if (key.Code == KeyCode.WheelDown) Move(WheelStep);
        else if (key.Code == KeyCode.Click && row >= 0 && Top + row < Count) Index = Top + row;
        else return false;
        return true;
    }

    /// <summary>Adds the keys that move it.</summary>
    public void AddKeys(KeyTable keys, string what)
    {
        keys.Add("Up k", "", $"{what} before", () => Move(-1));
        keys.Add("Down j", "", $"{what} after", () => Move(1));
        keys.Add("PgUp Ctrl-B", "", "a page up", () => Move(-Page));
        keys.Add("PgDn Ctrl-F", "", "a page down", () => Move(Page));
        keys.Add("Ctrl-U", "", "half a page up", () => Move(-Page / 2));
        keys.Add("Ctrl-D", "", "half a page down", () => Move(Page / 2));
        keys.Add("Home Ctrl-A g", "", "the first", () => Index = 0);
        keys.Add("End Ctrl-E G", "", "the last", () => Index = Math.Max(0, Count - 1));
    }

    /// <summary>Draws how far down the window is, in the last column of a canvas as high as the window.</summary>
    public void DrawBar(Canvas canvas)
    {
        if (Count <= Page || canvas.Height < 2) return;
        var size = Math.Max(1, (int)((long)Page * canvas.Height / Count));
        var start = (int)((long)Top * (canvas.Height - size) / Math.Max(1, Count - Page));
        for (var y = start; y < start + size; y++) canvas.Put(canvas.Width - 1, y, "┃", Output.Ink.Faint);
    }
}
