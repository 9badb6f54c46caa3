using SipTrace.Terminal;

namespace SipTrace.Screens;

/// <summary>A screen that is a text to read.</summary>
internal abstract class TextScreen : Screen
{
    private readonly SearchField search;

    /// <summary>A text; its lines come with the first drawing.</summary>
    protected TextScreen(ScreenStack stack)
        : base(stack)
    {
        Pane = new TextPane { IsWrapped = stack.Settings.IsWrapped };
        search = new SearchField(Pane, stack);
    }

    /// <inheritdoc/>
    public override (int X, int Y)? Cursor => search.Cursor;

    /// <summary>The text.</summary>
    protected TextPane Pane { get; }

    /// <inheritdoc/>
    public override bool Take(Key key) => search.Take(key) || Pane.Take(key) || Keys.Run(key);

    /// <inheritdoc/>
    public override void Draw(Canvas canvas) => Pane.Draw(search.Draw(canvas));

    /// <summary>The keys of every text, to end a table with.</summary>
    protected KeyTable WithTextKeys(KeyTable keys)
    {
        search.AddKeys(keys);
        keys.Add("w", "Wrap", "break long lines, or move sideways", () => Pane.IsWrapped = Stack.Settings.IsWrapped = !Stack.Settings.IsWrapped);
        keys.Add("y", "Copy", "copy the text", () => Clipboard.Copy(Stack, string.Join('\n', Pane.Lines.Select(line => line.Text)), "text"));
        Pane.AddKeys(keys);
        return WithCommonKeys(keys);
    }
}
