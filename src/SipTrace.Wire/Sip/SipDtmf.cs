using System.Text;

namespace SipTrace.Wire.Sip;

/// <summary>
/// Digits in the body of an INFO request, as vendors agreed on without a standard: <c>application/dtmf-relay</c> with lines
/// <c>Signal=5</c> and <c>Duration=160</c>, and <c>application/dtmf</c> with the bare digit.
/// </summary>
public static class SipDtmf
{
    private const int Star = 10, Hash = 11, Flash = 16;

    /// <summary>The key that a request reports: <c>0-9 * # A-D</c>, <c>!</c> for flash. False where it reports none.</summary>
    public static bool TryRead(in SipText message, out char key)
    {
        key = default;
        var type = message.ContentType;
        var end = type.IndexOf((byte)';');
        type = (end < 0 ? type : type[..end]).Trim(" \t"u8);
        var isRelay = Ascii.EqualsIgnoreCase(type, "application/dtmf-relay"u8);
        if (!isRelay && !Ascii.EqualsIgnoreCase(type, "application/dtmf"u8)) return false;
        var body = message.Body;
        while (!body.IsEmpty)
        {
            var stop = body.IndexOfAny((byte)'\r', (byte)'\n');
            var line = (stop < 0 ? body : body[..stop]).Trim(" \t"u8);
            body = stop < 0 ? default : body[(stop + 1)..];
            var equals = line.IndexOf((byte)'=');
            if (equals >= 0 && Ascii.EqualsIgnoreCase(line[..equals].Trim(" \t"u8), "Signal"u8)) return TryReadKey(line[(equals + 1)..].Trim(" \t"u8), out key);
            if (equals < 0 && !isRelay && !line.IsEmpty) return TryReadKey(line, out key);
        }
        return false;
    }

    // Some write the event number of RFC 4733 for the keys that are no digits.
    private static bool TryReadKey(ReadOnlySpan<byte> text, out char key)
    {
        key = default;
        if (text.Length == 2 && text[0] == '1' && text[1] is >= (byte)'0' and <= (byte)'6')
        {
            var number = 10 + text[1] - '0';
            key = number switch { Star => '*', Hash => '#', Flash => '!', _ => (char)('A' + number - 12) };
            return true;
        }
        if (text.Length != 1) return false;
        key = char.ToUpperInvariant((char)text[0]);
        return key is >= '0' and <= '9' or '*' or '#' or >= 'A' and <= 'D' or '!';
    }
}
