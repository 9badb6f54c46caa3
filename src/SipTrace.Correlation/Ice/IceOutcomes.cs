using SipTrace.Correlation.Media;
using SipTrace.Correlation.Sip;
using SipTrace.Wire.Bytes;

namespace SipTrace.Correlation.Ice;

/// <summary>
/// How ICE went for whole calls, in one word, out of what is at hand: nothing is read again, so lists of many calls can have it. Where
/// <see cref="IceSessions"/> tells the m= lines apart, this is the gravest of them.
/// </summary>
public sealed class IceOutcomes(Trace trace, MediaIndex media)
{
    /// <summary>The outcome of a call.</summary>
    public IceOutcome Of(Call call)
    {
        var lines = call.Announcements.SelectMany(announcement => announcement.Media).Where(HasIce).ToArray();
        var checks = media.Checks.Of(call);
        if (lines.Length == 0 && checks.Count == 0) return IceOutcome.None;
        if (lines.Any(line => line.SaysMismatch)) return IceOutcome.Mismatch;
        if (checks.Count > 0) return AreComplete(call, checks) ? IceOutcome.Completed : HasEnded(call, checks) ? IceOutcome.Failed : IceOutcome.Running;
        if (lines.Any(line => line.HasRemoteCandidates)) return IceOutcome.Completed;
        return Latest(call, true).Zip(Latest(call, false)).Any(line => HasIce(line.First) && HasIce(line.Second)) ? IceOutcome.Running : IceOutcome.OfferedOnly;
    }

    // Each pair of ufrags that both sides told last needs as many nominated destinations as its m= lines have components.
    private bool AreComplete(Call call, IReadOnlyList<UfragPair> checks)
    {
        var needed = new Dictionary<(string?, string?), int>();
        var seen = new HashSet<Endpoint>();
        foreach (var (caller, callee) in Latest(call, true).Zip(Latest(call, false)))
        {
            if (!HasIce(caller) || !HasIce(callee) || caller.Port == 0 || callee.Port == 0) continue;
            if (!callee.Rtp.IsNone && !seen.Add(callee.Rtp)) continue;          // bundled
            var components = caller.HasRtcpCandidates && callee.HasRtcpCandidates && !(caller.IsMultiplexed && callee.IsMultiplexed) ? 2 : 1;
            needed[(caller.Ufrag, callee.Ufrag)] = needed.GetValueOrDefault((caller.Ufrag, callee.Ufrag)) + components;
        }
        if (needed.Count == 0) return checks.Any(pair => pair.Nominated > 0);
        var isAny = false;
        foreach (var ((caller, callee), count) in needed)
        {
            var own = checks.Where(pair => (pair.Sender == caller && pair.Receiver == callee) || (pair.Sender == callee && pair.Receiver == caller)).ToArray();
            if (own.Length == 0) continue;
            if (NominatedOf(own, isOneLine: count <= 2) < count) return false;
            isAny = true;
        }
        return isAny || checks.Any(pair => pair.Nominated > 0);
    }

    // By PRIORITY where one m= line is asked for; else by the addresses that were nominated, as the point that saw most of them shows.
    private int NominatedOf(IReadOnlyList<UfragPair> checks, bool isOneLine)
    {
        var byPoint = new Dictionary<int, HashSet<int>>();
        foreach (var index in checks.SelectMany(trace.Stun.TransactionsOf))
        {
            ref var transaction = ref trace.Stun.Transactions[index];
            if (!transaction.IsSuccess || !transaction.HasUseCandidate) continue;
            if (!byPoint.TryGetValue(transaction.Point, out var nominated)) byPoint.Add(transaction.Point, nominated = []);
            nominated.Add(isOneLine && transaction.ComponentByPriority > 0 ? -transaction.ComponentByPriority : transaction.Destination);
        }
        return byPoint.Values.Select(nominated => nominated.Count).DefaultIfEmpty(0).Max();
    }

    private bool HasEnded(Call call, IReadOnlyList<UfragPair> checks)
    {
        var last = checks.Max(pair => pair.LastSeen);
        return call.Ended is not null || (trace.Statistics.Last is { } end && end - last > OutcomeReader.Silence);
    }

    private static IReadOnlyList<AnnouncedMedia> Latest(Call call, bool isFromCaller) =>
        call.Announcements.LastOrDefault(announcement => announcement.IsFromCaller == isFromCaller)?.Media ?? [];

    private static bool HasIce(AnnouncedMedia media) => media.Ufrag is not null || media.HasCandidates || media.SaysMismatch;
}
