using System.Globalization;
using System.Text;

namespace SipTrace.Output;

/// <summary>The one way that text from the wire takes to people's eyes: whatever could move a cursor, hide or turn text round is made visible.</summary>
/// <remarks>C0 controls become their pictures (U+2400..), every other control, format, unassigned or invisible character becomes <c>\u{202e}</c>.</remarks>
internal static class WireText
{
    private const int MostMarksOnOneLetter = 4;
    private const int ZeroWidthJoiner = 0x200d;

    /// <summary>Makes one line visible; UTF-8 that is none becomes U+FFFD.</summary>
    public static string Clean(ReadOnlySpan<byte> wire) => Clean(Encoding.UTF8.GetString(wire));

    /// <summary>Makes one line visible; text that needs nothing comes back as it is.</summary>
    public static string Clean(string wire)
    {
        if (!wire.AsSpan().ContainsAnyExceptInRange(' ', '~')) return wire;
        var visible = new StringBuilder(wire.Length + 16);
        for (var rest = wire.AsSpan(); rest.Length > 0;)
        {
            var length = StringInfo.GetNextTextElementLength(rest);
            AppendCluster(visible, rest[..length]);
            rest = rest[length..];
        }
        return visible.ToString();
    }

    /// <summary>Makes a text of several lines visible, line by line; line ends (CR LF or LF) are not part of the lines.</summary>
    public static IEnumerable<string> CleanLines(string wire)
    {
        var lines = wire.Split('\n');
        var last = lines.Length - (lines[^1].Length == 0 ? 1 : 0);
        for (var i = 0; i < last; i++) yield return Clean(lines[i].EndsWith('\r') ? lines[i][..^1] : lines[i]);
    }

    private static void AppendCluster(StringBuilder visible, ReadOnlySpan<char> cluster)
    {
        var marks = 0;
        var left = cluster.Length;
        var afterPicture = false;
        foreach (var rune in cluster.EnumerateRunes())
        {
            left -= rune.Utf16SequenceLength;
            if (rune.Value < 0x20) visible.Append((char)(0x2400 + rune.Value));
            else if (rune.Value == 0x7f) visible.Append('\u2421');
            else if (rune.Value == ZeroWidthJoiner && afterPicture && left > 0) visible.Append((char)ZeroWidthJoiner);
            else if (IsHidden(rune)) visible.Append(CultureInfo.InvariantCulture, $"\\u{{{rune.Value:x}}}");
            else if (IsMark(rune))
            {
                // A mark without a letter would sit on what stands before it on the screen; a heap of marks climbs over other lines.
                if (left + rune.Utf16SequenceLength == cluster.Length) visible.Append('\u25cc');
                if (++marks <= MostMarksOnOneLetter) visible.Append(rune.ToString());
                else visible.Append(CultureInfo.InvariantCulture, $"\\u{{{rune.Value:x}}}");
            }
            else visible.Append(rune.ToString());
            afterPicture = rune.Value >= 0x2190 && !IsHidden(rune);
        }
    }

    private static bool IsMark(Rune rune) =>
        Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark or UnicodeCategory.SpacingCombiningMark;

    private static bool IsHidden(Rune rune) => Rune.GetUnicodeCategory(rune)
        is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.Surrogate or UnicodeCategory.PrivateUse
        or UnicodeCategory.OtherNotAssigned or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator
        || rune.Value is 0x34f or 0x115f or 0x1160 or 0x17b4 or 0x17b5 or 0x2800 or 0x3164 or 0xffa0; // letters that draw nothing
}
