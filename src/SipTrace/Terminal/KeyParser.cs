using System.Globalization;
using System.Text;

namespace SipTrace.Terminal;

/// <summary>Makes keys out of what a terminal sends: UTF-8, and the sequences of VT, xterm, rxvt and the Linux console.</summary>
/// <remarks>A lone ESC and the beginning of a sequence look alike; <see cref="Flush"/> decides once nothing followed for a while.</remarks>
internal sealed class KeyParser
{
    private const int LongestSequence = 64;

    private readonly List<byte> pending = [];

    /// <summary>Whether something waits for more.</summary>
    public bool IsPending => pending.Count > 0;

    /// <summary>Takes what was read and tells the keys that are complete.</summary>
    public void Take(ReadOnlySpan<byte> bytes, Action<Key> press)
    {
        foreach (var b in bytes)
        {
            pending.Add(b);
            if (TryRead(out var key, out var isComplete) && key is { } pressed) press(pressed);
            if (isComplete || pending.Count > LongestSequence) pending.Clear();
        }
    }

    /// <summary>Nothing followed: an ESC is the key Esc, ESC and a character that character.</summary>
    public void Flush(Action<Key> press)
    {
        if (pending is [0x1b]) press(new Key(KeyCode.Esc));
        else if (pending is [0x1b, var b] && Single(b) is { } key) press(key);
        pending.Clear();
    }

    private bool TryRead(out Key? key, out bool isComplete)
    {
        key = null;
        isComplete = true;
        var first = pending[0];
        if (first != 0x1b)
        {
            if (first < 0x80) key = Single(first);
            else if (Rune.DecodeFromUtf8(pending.ToArray(), out var rune, out _) is var status && status == System.Buffers.OperationStatus.Done) key = new Key(KeyCode.Character, rune);
            else isComplete = status != System.Buffers.OperationStatus.NeedMoreData;
            return key is not null;
        }
        isComplete = false;
        if (pending.Count == 1) return false;
        if (pending[1] is (byte)'[' or (byte)'O')
        {
            // Linux console: ESC [ [ A is F1.
            var last = pending[^1];
            if (pending.Count == 2 || pending is [0x1b, (byte)'[', (byte)'[']) return false;
            if (last is < 0x40 or > 0x7e) return false;
            isComplete = true;
            key = Sequence(Encoding.ASCII.GetString([.. pending]));
            return key is not null;
        }
        if (pending[1] is (byte)']' or (byte)'P' or (byte)'_' or (byte)'^')     // an answer of the terminal; it ends in BEL or ESC \
        {
            isComplete = pending[^1] == 7 || pending[^1] == '\\' && pending[^2] == 0x1b;
            return false;
        }
        if (pending[1] == 0x1b)                                                   // Esc, and something new
        {
            key = new Key(KeyCode.Esc);
            pending.RemoveAt(0);
            return true;
        }
        isComplete = true;
        key = Single(pending[1]);                                                 // Alt and a character counts as the character
        return key is not null;
    }

    private static Key? Single(byte b) => b switch
    {
        (byte)'\r' or (byte)'\n' => new Key(KeyCode.Enter),
        (byte)'\t' => new Key(KeyCode.Tab),
        0x7f or 8 => new Key(KeyCode.Backspace),
        0 => Key.Of(' '),
        < 27 => Key.Control((char)('a' + b - 1)),
        < 32 => null,
        < 0x7f => Key.Of((char)b),
        _ => null,
    };

    private static Key? Sequence(string text)
    {
        if (text.StartsWith("\e[<", StringComparison.Ordinal)) return Mouse(text[3..^1], text[^1]);
        if (text.StartsWith("\e[[", StringComparison.Ordinal)) return text[^1] is >= 'A' and <= 'E' ? new Key(KeyCode.F1 + (text[^1] - 'A')) : null;
        if (text[^1] == '~')
        {
            var number = text[2..^1].Split(';')[0];
            return number switch
            {
                "1" or "7" => new Key(KeyCode.Home),
                "2" => new Key(KeyCode.Insert),
                "3" => new Key(KeyCode.Delete),
                "4" or "8" => new Key(KeyCode.End),
                "5" => new Key(KeyCode.PgUp),
                "6" => new Key(KeyCode.PgDn),
                "11" or "12" or "13" or "14" or "15" => new Key(KeyCode.F1 + (number[1] - '1')),
                "17" or "18" or "19" => new Key(KeyCode.F6 + (number[1] - '7')),
                "20" or "21" => new Key(KeyCode.F9 + (number[1] - '0')),
                "23" or "24" => new Key(KeyCode.F11 + (number[1] - '3')),
                _ => null,
            };
        }
        return text[^1] switch
        {
            'A' => new Key(KeyCode.Up),
            'B' => new Key(KeyCode.Down),
            'C' => new Key(KeyCode.Right),
            'D' => new Key(KeyCode.Left),
            'H' => new Key(KeyCode.Home),
            'F' => new Key(KeyCode.End),
            'Z' => new Key(KeyCode.BackTab),
            'M' => new Key(KeyCode.Enter),
            'P' or 'Q' or 'R' or 'S' => new Key(KeyCode.F1 + (text[^1] - 'P')),
            _ => null,
        };
    }

    // SGR mouse: button;column;row, M for a press, m for a release.
    private static Key? Mouse(string numbers, char end)
    {
        var parts = numbers.Split(';');
        if (parts.Length != 3 || end != 'M' || !int.TryParse(parts[0], NumberStyles.None, null, out var button)
            || !int.TryParse(parts[1], NumberStyles.None, null, out var x) || !int.TryParse(parts[2], NumberStyles.None, null, out var y)) return null;
        KeyCode? code = button switch { 0 => KeyCode.Click, 64 => KeyCode.WheelUp, 65 => KeyCode.WheelDown, _ => null };
        return code is { } pressed ? new Key(pressed, X: x - 1, Y: y - 1) : null;
    }
}
