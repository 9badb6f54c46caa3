using System.Globalization;
using System.Text;

namespace SipTrace.Output;

/// <summary>How many columns of a terminal a text takes. For text that went through <see cref="WireText"/>, counted by grapheme clusters (UAX #29).</summary>
internal static class TextWidth
{
    private const int EmojiPresentation = 0xfe0f;

    // First and last of each range of East Asian Width W or F (UAX #11), unassigned gaps closed.
    private static ReadOnlySpan<int> Wide =>
    [
        0x1100, 0x115f, 0x231a, 0x231b, 0x2329, 0x232a, 0x23e9, 0x23ec, 0x23f0, 0x23f0, 0x23f3, 0x23f3, 0x25fd, 0x25fe,
        0x2614, 0x2615, 0x2648, 0x2653, 0x267f, 0x267f, 0x2693, 0x2693, 0x26a1, 0x26a1, 0x26aa, 0x26ab, 0x26bd, 0x26be,
        0x26c4, 0x26c5, 0x26ce, 0x26ce, 0x26d4, 0x26d4, 0x26ea, 0x26ea, 0x26f2, 0x26f3, 0x26f5, 0x26f5, 0x26fa, 0x26fa,
        0x26fd, 0x26fd, 0x2705, 0x2705, 0x270a, 0x270b, 0x2728, 0x2728, 0x274c, 0x274c, 0x274e, 0x274e, 0x2753, 0x2755,
        0x2757, 0x2757, 0x2795, 0x2797, 0x27b0, 0x27b0, 0x27bf, 0x27bf, 0x2b1b, 0x2b1c, 0x2b50, 0x2b50, 0x2b55, 0x2b55,
        0x2e80, 0x303e, 0x3041, 0x3247, 0x3250, 0x4dbf, 0x4e00, 0xa4c6, 0xa960, 0xa97c, 0xac00, 0xd7a3, 0xf900, 0xfad9,
        0xfe10, 0xfe19, 0xfe30, 0xfe6b, 0xff01, 0xff60, 0xffe0, 0xffe6, 0x16fe0, 0x1b2fb, 0x1f004, 0x1f004, 0x1f0cf, 0x1f0cf,
        0x1f18e, 0x1f18e, 0x1f191, 0x1f19a, 0x1f200, 0x1f320, 0x1f32d, 0x1f335, 0x1f337, 0x1f37c, 0x1f37e, 0x1f393,
        0x1f3a0, 0x1f3ca, 0x1f3cf, 0x1f3d3, 0x1f3e0, 0x1f3f0, 0x1f3f4, 0x1f3f4, 0x1f3f8, 0x1f43e, 0x1f440, 0x1f440,
        0x1f442, 0x1f4fc, 0x1f4ff, 0x1f53d, 0x1f54b, 0x1f54e, 0x1f550, 0x1f567, 0x1f57a, 0x1f57a, 0x1f595, 0x1f596,
        0x1f5a4, 0x1f5a4, 0x1f5fb, 0x1f64f, 0x1f680, 0x1f6c5, 0x1f6cc, 0x1f6cc, 0x1f6d0, 0x1f6d2, 0x1f6d5, 0x1f6df,
        0x1f6eb, 0x1f6ec, 0x1f6f4, 0x1f6fc, 0x1f7e0, 0x1f7f0, 0x1f90c, 0x1f93a, 0x1f93c, 0x1f945, 0x1f947, 0x1f9ff,
        0x1fa70, 0x1faff, 0x20000, 0x3fffd,
    ];

    /// <summary>Columns of a whole text.</summary>
    public static int Of(ReadOnlySpan<char> clean)
    {
        if (!clean.ContainsAnyExceptInRange(' ', '~')) return clean.Length;
        var columns = 0;
        while (clean.Length > 0)
        {
            clean = clean[Next(clean, out var width)..];
            columns += width;
        }
        return columns;
    }

    /// <summary>Length in UTF-16 units of the first grapheme cluster, and the columns (1 or 2) it takes.</summary>
    public static int Next(ReadOnlySpan<char> clean, out int columns)
    {
        columns = 1;
        if (clean[0] < 0x300 && (clean.Length == 1 || clean[1] < 0x300)) return 1;
        var length = StringInfo.GetNextTextElementLength(clean);
        Rune.DecodeFromUtf16(clean, out var first, out var firstLength);
        var isFlag = first.Value is >= 0x1f1e6 and <= 0x1f1ff && length > firstLength;
        if (isFlag || IsWide(first.Value) || first.Value > 0xff && clean[..length].Contains((char)EmojiPresentation)) columns = 2;
        return length;
    }

    /// <summary>Cuts a text to a number of columns; what was cut ends in an ellipsis.</summary>
    public static string Cut(string clean, int columns)
    {
        if (Of(clean) <= columns) return clean;
        if (columns <= 0) return "";
        int used = 0, at = 0;
        while (at < clean.Length)
        {
            var length = Next(clean.AsSpan(at), out var width);
            if (used + width > columns - 1) break;
            (used, at) = (used + width, at + length);
        }
        return clean[..at] + "…";
    }

    /// <summary>Fills a text with blanks to a number of columns, after it or (<paramref name="right"/>) before it.</summary>
    public static string Fill(string clean, int columns, bool right = false)
    {
        var missing = columns - Of(clean);
        if (missing <= 0) return clean;
        var blanks = new string(' ', missing);
        return right ? blanks + clean : clean + blanks;
    }

    /// <summary>Breaks a text at blanks into lines of at most so many columns.</summary>
    public static IEnumerable<string> Wrap(string clean, int columns)
    {
        var line = "";
        foreach (var word in clean.Split(' '))
        {
            if (line.Length > 0 && Of(line) + 1 + Of(word) > columns)
            {
                yield return line;
                line = "";
            }
            line = line.Length > 0 ? $"{line} {word}" : word;
        }
        yield return line;
    }

    private static bool IsWide(int rune)
    {
        if (rune < Wide[0]) return false;
        int low = 0, high = Wide.Length / 2 - 1;
        while (low <= high)
        {
            var middle = (low + high) / 2;
            if (rune < Wide[2 * middle]) high = middle - 1;
            else if (rune > Wide[2 * middle + 1]) low = middle + 1;
            else return true;
        }
        return false;
    }
}
