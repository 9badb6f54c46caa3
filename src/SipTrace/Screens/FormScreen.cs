using SipTrace.Output;
using SipTrace.Terminal;

namespace SipTrace.Screens;

/// <summary>A window with fields to fill in. Tab and the arrows go from one to the next, Enter takes what was typed.</summary>
internal sealed class FormScreen : Screen
{
    private readonly string[] names;
    private readonly TextField[] fields;
    private readonly Func<string[], string> remark;
    private int current;
    private (int X, int Y) place;

    /// <summary>A form.</summary>
    /// <param name="stack">The other screens.</param>
    /// <param name="title">What it is for.</param>
    /// <param name="fields">The fields with what stands in them at first.</param>
    /// <param name="remark">What is said below of what was typed; visible text.</param>
    /// <param name="accept">Takes the values.</param>
    public FormScreen(ScreenStack stack, string title, IEnumerable<(string Name, string Value)> fields, Func<string[], string> remark, Action<string[]> accept)
        : base(stack)
    {
        this.remark = remark;
        Title = title;
        names = [.. fields.Select(field => field.Name)];
        this.fields = [.. fields.Select(field => new TextField(field.Value))];
        Keys = new KeyTable
        {
            { "Enter", "Take", "take what was typed", () => { Stack.Pop(); accept(Values); } },
            { "Tab Down", "Next", "the next field", () => current = (current + 1) % names.Length },
            { "BackTab Up", "", "the field before", () => current = (current + names.Length - 1) % names.Length },
            { "Esc", "Back", "back, nothing changed", Stack.Pop },
            { "F1", "Help", "these keys", () => Stack.Push(new HelpScreen(Stack, this)) },
            { "Ctrl-C", "", "leave siptrace at once", Stack.Leave },
        };
    }

    /// <inheritdoc/>
    public override KeyTable Keys { get; }

    /// <inheritdoc/>
    public override string Title { get; }

    /// <inheritdoc/>
    public override bool IsWindow => true;

    /// <inheritdoc/>
    public override (int X, int Y)? Cursor => place;

    private string[] Values => Array.ConvertAll(fields, typed => typed.Text);

    /// <inheritdoc/>
    public override bool Take(Key key) => fields[current].Take(key) || Keys.Run(key);

    /// <inheritdoc/>
    public override void Draw(Canvas canvas)
    {
        var label = names.Max(name => TextWidth.Of(name)) + 2;
        var inside = canvas.Window(Math.Min(canvas.Width - 4, label + 56), names.Length + 2, Title);
        for (var i = 0; i < names.Length; i++)
        {
            inside.Put(1, i, names[i], i == current ? Ink.Strong : Ink.Plain);
            inside.Fill(label + 1, i, inside.Width - label - 2, ' ', new Style(Ink.Plain, Emphasis.Underline));
            var x = fields[i].Draw(inside, label + 1, i, inside.Width - label - 3, new Style(Ink.Plain, Emphasis.Underline));
            // The window stands in the middle; the bar at the top is one row more.
            if (i == current) place = ((canvas.Width - inside.Width) / 2 + x, (canvas.Height - inside.Height) / 2 + i + 1);
        }
        inside.Put(1, names.Length + 1, TextWidth.Cut(remark(Values), inside.Width - 2), Ink.Faint);
    }
}
