using SipTrace.Output;
using SipTrace.Terminal;

namespace SipTrace.Screens;

/// <summary>The keys of another screen, drawn from its table.</summary>
internal sealed class HelpScreen : Screen
{
    private readonly Screen about;
    private readonly ListCursor lines = new();

    /// <summary>The help of a screen.</summary>
    public HelpScreen(ScreenStack stack, Screen about)
        : base(stack)
    {
        this.about = about;
        Keys = new KeyTable();
        Keys.Add("Up k", "", "scroll up", () => lines.Move(lines.Top > 0 ? lines.Top - 1 - lines.Index : 0));
        Keys.Add("Down j", "", "scroll down", () => lines.Move(lines.End - lines.Index));
        Keys.Add("PgUp", "", "a page up", () => lines.Move(-2 * lines.Page));
        Keys.Add("PgDn Space", "", "a page down", () => lines.Move(2 * lines.Page));
        Keys.Add("Esc q Q Enter F1 h H ?", "Back", "back", Stack.Pop);
        Keys.Add("Ctrl-C", "", "leave siptrace at once", Stack.Leave);
    }

    /// <inheritdoc/>
    public override KeyTable Keys { get; }

    /// <inheritdoc/>
    public override string Title => "help";

    /// <inheritdoc/>
    public override bool IsWindow => true;

    /// <inheritdoc/>
    public override void Draw(Canvas canvas)
    {
        var entries = about.Keys.Select(entry => (Keys: string.Join(' ', entry.Keys), entry.Help)).ToArray();
        var keyWidth = entries.Max(entry => TextWidth.Of(entry.Keys));
        var helpWidth = entries.Max(entry => TextWidth.Of(entry.Help));
        var inside = canvas.Window(keyWidth + helpWidth + 6, entries.Length, "keys: " + about.Title);
        lines.Count = entries.Length;
        lines.Fit(inside.Height);
        for (var i = lines.Top; i < lines.End; i++)
        {
            inside.Put(1, i - lines.Top, entries[i].Keys, Ink.Request);
            inside.Put(keyWidth + 3, i - lines.Top, entries[i].Help);
        }
        lines.DrawBar(inside);
    }
}
