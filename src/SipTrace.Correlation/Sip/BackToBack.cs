using System.Globalization;
using System.Text;
using SipTrace.Wire.Bytes;
using SipTrace.Wire.Sip;

namespace SipTrace.Correlation.Sip;

/// <summary>Ties the two legs of a B2BUA that lets no header through: the second INVITE leaves the host the first one went to, soon after it, and agrees with it in users or SDP.</summary>
internal sealed class BackToBack
{
    private const int MaxOffers = 200_000, CallsPerStep = 1024;
    private const int MinDigits = 4;
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(10);

    private readonly Dictionary<int, string> origins = [];      // call number -> username and session id of its first o= line

    /// <summary>Notes the SDP origin of a call's first INVITE.</summary>
    public void Take(Call call, in SipText text)
    {
        if (origins.Count >= MaxOffers || !text.TryGetSdp(out var sdp)) return;
        var origin = OriginOf(sdp);
        if (origin.IsEmpty) return;
        origins[call.Number] = Encoding.UTF8.GetString(origin);
        call.Noted += Footprint.Entry + Footprint.Of(origins[call.Number]);
    }

    /// <summary>Forgets what was noted of all other calls.</summary>
    public void Forget(IReadOnlyList<Call> kept)
    {
        var numbers = kept.Select(call => call.Number).ToHashSet();
        foreach (var number in origins.Keys)
        {
            if (!numbers.Contains(number)) origins.Remove(number);
        }
    }

    // User name and session id of the o= line (RFC 8866 §5.2): a B2BUA that passes SDP through keeps them.
    private static ReadOnlySpan<byte> OriginOf(ReadOnlySpan<byte> sdp)
    {
        var at = sdp.IndexOf("o="u8);
        if (at < 0) return default;
        var line = sdp[(at + 2)..];
        var user = line.IndexOf((byte)' ');
        if (user < 0) return default;
        var session = line[(user + 1)..].IndexOf((byte)' ');
        return session < 0 ? default : line[..(user + 1 + session)];
    }

    /// <summary>Looks at each INVITE call that left a host some other call had gone to shortly before. Each element stands for a step.</summary>
    public IEnumerable<int> Complete(IReadOnlyList<Call> calls, Action<Call, Call, string> tie)
    {
        var (arrived, looked) = (new Dictionary<Endpoint, List<Call>>(), 0);
        foreach (var call in calls)
        {
            if (++looked % CallsPerStep == 0) yield return looked;
            if (call.Method != "INVITE") continue;
            if (arrived.TryGetValue(call.Source.WithPort(0), out var candidates) && FirstLegOf(call, candidates) is var (first, why))
                tie(first, call, why);
            var host = call.Destination.WithPort(0);
            if (!arrived.TryGetValue(host, out var list)) arrived.Add(host, list = []);
            list.Add(call);
        }
    }

    private (Call First, string Why)? FirstLegOf(Call second, List<Call> candidates)
    {
        for (var i = candidates.Count - 1; i >= 0; i--)
        {
            var first = candidates[i];
            var delay = second.Started - first.Started;
            if (delay > Interval) break;
            if (delay < TimeSpan.Zero || first.Ended < second.Started) continue;
            var host = second.Source.AddressText();
            var seconds = delay.TotalSeconds.ToString("0.0##", CultureInfo.InvariantCulture);
            if (origins.TryGetValue(first.Number, out var a) && origins.TryGetValue(second.Number, out var b) && a == b)
                return (first, $"same SDP origin within {seconds} s through {host}");
            if (SameNumber(first.From.Uri, second.From.Uri) && (SameNumber(first.To.Uri, second.To.Uri) || SameNumber(first.RequestUri, second.RequestUri)))
                return (first, $"same users within {seconds} s through {host}");
        }
        return null;
    }

    // Trunks rewrite prefixes: 0034600111222, +34600111222 and 600111222 are one number.
    private static bool SameNumber(string a, string b)
    {
        var (userA, userB) = (RelatedLegs.UserOf(a), RelatedLegs.UserOf(b));
        if (userA.Length == 0 || userB.Length == 0) return false;
        if (userA == userB) return true;
        var (x, y) = (Digits(userA), Digits(userB));
        var length = Math.Min(x.Length, y.Length);
        return length >= Math.Max(MinDigits, 7) && x[^length..] == y[^length..];
    }

    private static string Digits(string user) =>
        user.All(c => char.IsAsciiDigit(c) || c is '+' or '-' or '.' or ' ') ? new string([.. user.Where(char.IsAsciiDigit)]) : "";
}
