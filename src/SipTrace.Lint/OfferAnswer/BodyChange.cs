using System.Globalization;
using System.Numerics;
using SipTrace.Wire.Sdp;

namespace SipTrace.Lint.OfferAnswer;

/// <summary>What two descriptions of one side, one after the other, have to do with each other.</summary>
internal static class BodyChange
{
    /// <summary>Whether they differ in more than the version of o=, trailing blanks and empty lines.</summary>
    public static bool HasChanged(SdpBody before, SdpBody after)
    {
        if (before.Document == after.Document) return false;
        var one = before.Document.Lines;
        var other = after.Document.Lines;
        for (int i = 0, j = 0; ; i++, j++)
        {
            while (i < one.Length && IsEmpty(one[i])) i++;
            while (j < other.Length && IsEmpty(other[j])) j++;
            if (i == one.Length || j == other.Length) return i < one.Length || j < other.Length;
            if (!AreAlike(one[i], other[j])) return true;
        }
    }

    /// <summary>How far the version of o= rose: 2 is two or more, -1 is any fall; null where they are descriptions of different sessions, or of one transaction.</summary>
    public static int? VersionStep(SdpBody before, SdpBody after)
    {
        if (before.Document.Origin is not { } old || after.Document.Origin is not { } now) return null;
        var (one, other) = (before.Message!, after.Message!);
        if (one.CSeq == other.CSeq && one.FromTag == other.FromTag
            && (one.Method == other.Method || one.Method == "ACK" || other.Method == "ACK")) return null;
        if (old.UserName != now.UserName || old.SessionId != now.SessionId || !old.Address.IsSameAs(now.Address)) return null;
        return IsNumber(old.SessionVersion, out var first) && IsNumber(now.SessionVersion, out var second)
            ? second < first ? -1 : (int)Math.Min(second - first, 2)
            : StepOfLong(old.SessionVersion, now.SessionVersion);
    }

    // The digits may be more than any number of the machine holds.
    private static int? StepOfLong(string old, string now) =>
        BigInteger.TryParse(old, NumberStyles.None, CultureInfo.InvariantCulture, out var first)
            && BigInteger.TryParse(now, NumberStyles.None, CultureInfo.InvariantCulture, out var second)
            ? (int)BigInteger.Clamp(second - first, -1, 2) : null;

    private static bool IsNumber(string text, out ulong number) => ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);

    /// <summary>An example: a call put on hold, with a version in the o= of that offer; the one before was 1.</summary>
    public static string HoldWithVersion(string version) => new Example()
        .Invite(Example.Sdp("192.0.2.23", "m=audio 11780 RTP/AVP 8")).Ok(Example.Sdp("203.0.113.5", "m=audio 14872 RTP/AVP 8")).Ack()
        .Invite(Example.Sdp("192.0.2.23", "m=audio 11780 RTP/AVP 8", "a=sendonly")
        .Replace("20017 1", $"20017 {version}", StringComparison.Ordinal))
        .Ok(Example.Sdp("203.0.113.5", "m=audio 14872 RTP/AVP 8", "a=recvonly").Replace("20017 1", "20017 2", StringComparison.Ordinal))
        .Ack().Bye().ToString();

    private static bool IsEmpty(in SdpLine line) => !line.IsWellFormed && TextOf(line).IsEmpty;

    private static bool AreAlike(in SdpLine one, in SdpLine other)
    {
        var text = TextOf(one);
        var otherText = TextOf(other);
        if (text.SequenceEqual(otherText)) return true;
        return one.Type == 'o' && other.Type == 'o' && TryCutVersion(text, out var before, out var after)
            && TryCutVersion(otherText, out var otherBefore, out var otherAfter)
            && before.SequenceEqual(otherBefore) && after.SequenceEqual(otherAfter);
    }

    // The version is the third field of o=.
    private static bool TryCutVersion(ReadOnlySpan<byte> origin, out ReadOnlySpan<byte> before, out ReadOnlySpan<byte> after)
    {
        before = after = default;
        var first = origin.IndexOf((byte)' ');
        var second = first < 0 ? -1 : origin[(first + 1)..].IndexOf((byte)' ');
        if (second < 0) return false;
        before = origin[..(first + second + 2)];
        var version = origin[before.Length..].IndexOf((byte)' ');
        after = version < 0 ? default : origin[(before.Length + version)..];
        return true;
    }

    private static ReadOnlySpan<byte> TextOf(in SdpLine line) => line.Bytes.TrimEnd(" \t\v\f\r\n"u8);
}
