using System.Text;
using SipTrace.Capture;

namespace SipTrace.Terminal;

/// <summary>Reads keys as people write them: <c>Down Down Enter Ctrl-W F7 "typed text"</c>. A single character stands for itself.</summary>
internal static class KeyNames
{
    /// <summary>The keys of a text.</summary>
    /// <exception cref="UserError">A word that names no key.</exception>
    public static IReadOnlyList<Key> Parse(string text)
    {
        var keys = new List<Key>();
        for (var at = 0; at < text.Length;)
        {
            if (text[at] == ' ') at++;
            else if (text[at] is '\'' or '"' && text.IndexOf(text[at], at + 1) is > 0 and var close)
            {
                foreach (var rune in text[(at + 1)..close].EnumerateRunes()) keys.Add(new Key(KeyCode.Character, rune));
                at = close + 1;
            }
            else
            {
                var end = text.IndexOf(' ', at) is >= 0 and var blank ? blank : text.Length;
                keys.Add(One(text[at..end]));
                at = end;
            }
        }
        return keys;
    }

    private static Key One(string word)
    {
        if (Rune.TryGetRuneAt(word, 0, out var rune) && rune.Utf16SequenceLength == word.Length) return new Key(KeyCode.Character, rune);
        if (word.Equals("Space", StringComparison.OrdinalIgnoreCase)) return Key.Of(' ');
        if (word.StartsWith("Ctrl-", StringComparison.OrdinalIgnoreCase) && word.Length == 6) return Key.Control(word[5]);
        if (word[0] is >= 'A' and <= 'Z' or >= 'a' and <= 'z' && Enum.TryParse<KeyCode>(word, ignoreCase: true, out var code) && code is > KeyCode.Character and <= KeyCode.F12)
        {
            return new Key(code);
        }
        throw new UserError($"--keys: no key is called '{word}'",
            "Up Down Left Right PgUp PgDn Home End Enter Esc Tab Space Backspace Delete F1..F12 Ctrl-A..; a character; \"typed text\"");
    }
}
