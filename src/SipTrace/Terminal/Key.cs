using System.Text;

namespace SipTrace.Terminal;

/// <summary>One key that was pressed, or something else that happened at the terminal.</summary>
/// <param name="Code">Which.</param>
/// <param name="Rune">The character; for Ctrl the letter, in lower case.</param>
/// <param name="Ctrl">Whether Ctrl was held.</param>
/// <param name="X">The column of the mouse.</param>
/// <param name="Y">The row of the mouse.</param>
internal readonly record struct Key(KeyCode Code, Rune Rune = default, bool Ctrl = false, int X = 0, int Y = 0)
{
    /// <summary>A character.</summary>
    public static Key Of(char character) => new(KeyCode.Character, new Rune(character));

    /// <summary>A letter with Ctrl.</summary>
    public static Key Control(char letter) => new(KeyCode.Character, new Rune(char.ToLowerInvariant(letter)), true);

    /// <summary>Whether it is a character to be typed.</summary>
    public bool IsText => Code == KeyCode.Character && !Ctrl;

    /// <summary>As in <c>--keys</c> and in the help: <c>F1</c>, <c>Ctrl-A</c>, <c>Space</c>, <c>x</c>.</summary>
    public override string ToString() => Code switch
    {
        KeyCode.Character when Ctrl => "Ctrl-" + Rune.ToUpperInvariant(Rune),
        KeyCode.Character when Rune.Value == ' ' => "Space",
        KeyCode.Character => Rune.ToString(),
        _ => Code.ToString(),
    };
}
