using SipTrace.Output;
using SipTrace.Terminal;

namespace SipTrace.Screens;

/// <summary>A window with a list to choose from.</summary>
internal sealed class MenuScreen : Screen
{
    private readonly IReadOnlyList<MenuItem> items;
    private readonly ListCursor cursor = new();
    private readonly bool staysOpen;
    private Canvas inside;
    private (int X, int Y) origin;

    /// <summary>A menu.</summary>
    /// <param name="stack">The other screens.</param>
    /// <param name="title">What is chosen.</param>
    /// <param name="items">What there is to choose.</param>
    /// <param name="staysOpen">Whether it stays open for another choice.</param>
    /// <param name="more">Further keys, which get the line of the cursor.</param>
    public MenuScreen(ScreenStack stack, string title, IReadOnlyList<MenuItem> items, bool staysOpen = false,
        params (string Keys, string Label, string Help, Func<int, int> Act)[] more)
        : base(stack)
    {
        this.items = items;
        this.staysOpen = staysOpen;
        Title = title;
        var keys = new KeyTable { { staysOpen ? "Enter Space" : "Enter", staysOpen ? "Change" : "Choose", "what the cursor is on", Choose } };
        foreach (var (names, label, help, act) in more) keys.Add(names, label, help, () => cursor.Index = act(cursor.Index));
        cursor.AddKeys(keys, "the line");
        Keys = WithCommonKeys(keys);
    }

    /// <inheritdoc/>
    public override KeyTable Keys { get; }

    /// <inheritdoc/>
    public override string Title { get; }

    /// <inheritdoc/>
    public override bool IsWindow => true;

    /// <summary>The line of the cursor.</summary>
    public int Index
    {
        get => cursor.Index;
        init => cursor.Index = value;
    }

    /// <inheritdoc/>
    public override bool Take(Key key)
    {
        var isClick = key.Code == KeyCode.Click;
        if (isClick && !inside.Contains(key.X, key.Y, out _, out _)) return false;
        if (isClick) inside.Contains(key.X, key.Y, out _, out origin.Y);
        if (!cursor.Take(key, origin.Y)) return Keys.Run(key);
        if (isClick) Choose();
        return true;
    }

    /// <inheritdoc/>
    public override void Draw(Canvas canvas)
    {
        var names = items.Max(item => TextWidth.Of(item.Name));
        var states = items.Max(item => TextWidth.Of(item.State()));
        inside = canvas.Window(Math.Max(names + states + 5, TextWidth.Of(Title) + 4), items.Count, Title);
        cursor.Count = items.Count;
        cursor.Fit(inside.Height);
        for (var i = cursor.Top; i < cursor.End; i++)
        {
            var y = i - cursor.Top;
            inside.Put(1, y, items[i].Name);
            inside.PutRight(inside.Width - 1, y, items[i].State(), Ink.Request);
            if (i == cursor.Index) inside.Emphasize(y, Emphasis.Selected);
        }
        cursor.DrawBar(inside);
    }

    private void Choose()
    {
        if (!staysOpen) Stack.Pop();
        items[cursor.Index].Choose();
    }
}
