using System.Buffers;
using System.Runtime.CompilerServices;

namespace SipTrace.Wire.Sip;

/// <summary>The octet classes of SIP text and the few cuts that every view of it makes.</summary>
internal static class SipOctets
{
    private static readonly SearchValues<byte> Token =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-.!%*_+`'~"u8);

    private static readonly SearchValues<byte> Digits = SearchValues.Create("0123456789"u8);

    public static bool IsToken(byte octet) => Token.Contains(octet);

    public static bool IsDigit(byte octet) => octet is >= (byte)'0' and <= (byte)'9';

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsBlank(byte octet) => octet is (byte)' ' or (byte)'\t';

    /// <summary>Blanks, and the line ends inside folded values.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsWhite(byte octet) => octet is (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n';

    public static int TokenLength(ReadOnlySpan<byte> text) => Length(text, Token);

    public static int DigitsLength(ReadOnlySpan<byte> text) => Length(text, Digits);

    public static bool AreDigits(ReadOnlySpan<byte> text) => !text.IsEmpty && !text.ContainsAnyExcept(Digits);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ReadOnlySpan<byte> TrimStart(ReadOnlySpan<byte> text)
    {
        var start = 0;
        while (start < text.Length && IsWhite(text[start])) start++;
        return text[start..];
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ReadOnlySpan<byte> TrimEnd(ReadOnlySpan<byte> text)
    {
        var end = text.Length;
        while (end > 0 && IsWhite(text[end - 1])) end--;
        return text[..end];
    }

    public static ReadOnlySpan<byte> Trim(ReadOnlySpan<byte> text) => TrimEnd(TrimStart(text));

    /// <summary>Where the line that holds <paramref name="from"/> ends (without its line end), and where the next one begins. CRLF,
    /// LF, CR and CR CR LF end a line.</summary>
    public static int LineEnd(ReadOnlySpan<byte> bytes, int from, out int next)
    {
        var length = bytes[from..].IndexOfAny((byte)'\r', (byte)'\n');
        if (length < 0)
        {
            next = bytes.Length;
            return bytes.Length;
        }
        var end = from + length;
        next = end + 1;
        if (bytes[end] == '\r')
        {
            if (next < bytes.Length && bytes[next] == '\n') next++;
            else if (next + 1 < bytes.Length && bytes[next] == '\r' && bytes[next + 1] == '\n') next += 2;
        }
        return end;
    }

    /// <summary>Where a quoted string that opens at <paramref name="open"/> has its closing quote; -1 where it has none.</summary>
    public static int ClosingQuote(ReadOnlySpan<byte> text, int open)
    {
        for (var i = open + 1; i < text.Length; i++)
        {
            if (text[i] == '\\') i++;
            else if (text[i] == '"') return i;
        }
        return -1;
    }

    /// <summary>A number of at most nine digits and at most <paramref name="max"/>.</summary>
    public static bool TryParseNumber(ReadOnlySpan<byte> text, int max, out int number)
    {
        number = 0;
        if (text.Length is 0 or > 9) return false;
        foreach (var octet in text)
        {
            if (!IsDigit(octet)) return false;
            number = number * 10 + (octet - '0');
        }
        return number <= max;
    }

    private static int Length(ReadOnlySpan<byte> text, SearchValues<byte> values)
    {
        var length = text.IndexOfAnyExcept(values);
        return length < 0 ? text.Length : length;
    }
}
