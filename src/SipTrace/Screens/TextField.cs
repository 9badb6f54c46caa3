using System.Globalization;
using SipTrace.Output;
using SipTrace.Terminal;

namespace SipTrace.Screens;

/// <summary>A line that is typed into.</summary>
internal sealed class TextField(string text = "")
{
    private int at = text.Length;

    /// <summary>What stands in it.</summary>
    public string Text { get; private set; } = text;

    /// <summary>Puts something else into it.</summary>
    public void Set(string other)
    {
        Text = other;
        at = other.Length;
    }

    /// <summary>Takes a key of editing; false where it is none.</summary>
    public bool Take(Key key)
    {
        switch (key)
        {
            case { IsText: true }:
                var typed = key.Rune.ToString();
                Text = Text.Insert(at, typed);
                at += typed.Length;
                return true;
            case { Code: KeyCode.Backspace }:
                Remove(Before());
                return true;
            case { Code: KeyCode.Delete }:
                if (at == Text.Length) return true;
                at = After();
                Remove(Before());
                return true;
            case { Ctrl: true, Rune.Value: 'w' }:
                Remove(Text[..at].TrimEnd().LastIndexOf(' ') + 1);
                return true;
            case { Ctrl: true, Rune.Value: 'u' }:
                Remove(0);
                return true;
            case { Code: KeyCode.Left }:
                at = Before();
                return true;
            case { Code: KeyCode.Right }:
                at = After();
                return true;
            case { Code: KeyCode.Home } or { Ctrl: true, Rune.Value: 'a' }:
                at = 0;
                return true;
            case { Code: KeyCode.End } or { Ctrl: true, Rune.Value: 'e' }:
                at = Text.Length;
                return true;
            default:
                return false;
        }
    }

    /// <summary>Draws it, so that the cursor is in sight, and gives the cursor's column.</summary>
    public int Draw(Canvas canvas, int x, int y, int columns, Style style)
    {
        var start = 0;
        while (start < at && TextWidth.Of(WireText.Clean(Text[start..at])) >= columns) start += StringInfo.GetNextTextElementLength(Text, start);
        canvas.Put(x, y, WireText.Clean(Text[start..]), style, columns);
        return x + TextWidth.Of(WireText.Clean(Text[start..at]));
    }

    private void Remove(int from)
    {
        Text = Text.Remove(from, at - from);
        at = from;
    }

    private int Before()
    {
        var before = 0;
        for (var i = 0; i < at; i += StringInfo.GetNextTextElementLength(Text, i)) before = i;
        return before;
    }

    private int After() => at == Text.Length ? at : at + StringInfo.GetNextTextElementLength(Text, at);
}
