using System.Globalization;
using System.Numerics;
using System.Text;
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
            if (!one[i].Bytes.SequenceEqual(other[j].Bytes) && Essence(one[i]) != Essence(other[j])) return true;
        }
    }

    /// <summary>How far the version of o= rose; null where they are descriptions of different sessions, or of one transaction.</summary>
    public static BigInteger? VersionStep(SdpBody before, SdpBody after)
    {
        if (before.Document.Origin is not { } old || after.Document.Origin is not { } now) return null;
        var (one, other) = (before.Message!, after.Message!);
        if (one.CSeq == other.CSeq && one.FromTag == other.FromTag
            && (one.Method == other.Method || one.Method == "ACK" || other.Method == "ACK")) return null;
        if (old.UserName != now.UserName || old.SessionId != now.SessionId || !old.Address.IsSameAs(now.Address)) return null;
        return BigInteger.TryParse(old.SessionVersion, NumberStyles.None, CultureInfo.InvariantCulture, out var first)
            && BigInteger.TryParse(now.SessionVersion, NumberStyles.None, CultureInfo.InvariantCulture, out var second) ? second - first
            : null;
    }

    /// <summary>An example: a call put on hold, with a version in the o= of that offer; the one before was 1.</summary>
    public static string HoldWithVersion(string version) => new Example()
        .Invite(Example.Sdp("192.0.2.23", "m=audio 11780 RTP/AVP 8")).Ok(Example.Sdp("203.0.113.5", "m=audio 14872 RTP/AVP 8")).Ack()
        .Invite(Example.Sdp("192.0.2.23", "m=audio 11780 RTP/AVP 8", "a=sendonly")
        .Replace("20017 1", $"20017 {version}", StringComparison.Ordinal))
        .Ok(Example.Sdp("203.0.113.5", "m=audio 14872 RTP/AVP 8", "a=recvonly").Replace("20017 1", "20017 2", StringComparison.Ordinal))
        .Ack().Bye().ToString();

    private static bool IsEmpty(in SdpLine line) => !line.IsWellFormed && Essence(line).Length == 0;

    private static string Essence(in SdpLine line)
    {
        var text = Encoding.UTF8.GetString(line.Bytes).TrimEnd();
        return line.Type == 'o' && SdpOriginWithoutVersion(text) is { } origin ? origin : text;
    }

    private static string? SdpOriginWithoutVersion(string line)
    {
        var fields = line.Split(' ');
        if (fields.Length < 3) return null;
        fields[2] = "";
        return string.Join(' ', fields);
    }
}
