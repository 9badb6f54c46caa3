using SipTrace.Output;
using SipTrace.Terminal;

namespace SipTrace.Screens;

/// <summary>The line in which one types what to search for in a text.</summary>
internal sealed class SearchField(TextPane pane, ScreenStack stack)
{
    private readonly TextField field = new();
    private (int X, int Y) place;

    /// <summary>Whether it is open.</summary>
    public bool IsOpen { get; private set; }

    /// <summary>Where the cursor is; null while it is closed.</summary>
    public (int X, int Y)? Cursor => IsOpen ? place : null;

    /// <summary>Adds the keys that open it and go on searching.</summary>
    public void AddKeys(KeyTable keys)
    {
        keys.Add("/ F3", "Search", "search", () => IsOpen = true);
        keys.Add("n", "", "next match", () => Go(false));
        keys.Add("N", "", "previous match", () => Go(true));
    }

    /// <summary>Takes what is typed while it is open; false where it is closed.</summary>
    public bool Take(Key key)
    {
        if (!IsOpen || key is { Ctrl: true, Rune.Value: 'c' }) return false;
        if (key.Code is KeyCode.Enter or KeyCode.Esc)
        {
            IsOpen = false;
            if (key.Code == KeyCode.Esc) pane.Search = "";
            else if (pane.Search.Length > 0) Go(false);
        }
        else if (field.Take(key)) pane.Search = field.Text;
        return true;
    }

    /// <summary>Draws it into the last row of a canvas, and gives what is left for the text.</summary>
    public Canvas Draw(Canvas canvas)
    {
        if (!IsOpen) return canvas;
        var line = canvas.Part(0, canvas.Height - 1, canvas.Width, 1);
        line.Clear();
        var x = line.Put(1, 0, "search ", Ink.Request);
        place = (field.Draw(line, x, 0, line.Width - x - 1, Ink.Strong), canvas.Height);
        return canvas.Part(0, 0, canvas.Width, canvas.Height - 1);
    }

    private void Go(bool backwards)
    {
        if (!pane.Find(backwards)) stack.Say(pane.Search.Length == 0 ? "nothing to search for: / begins" : $"'{pane.Search}' does not occur");
    }
}
