using SipTrace.Correlation.Media;
using SipTrace.Correlation.Sip;

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
        var checks = media.Checks.Of(call);
        var announced = Announced(call, out var saysMismatch, out var hasSelected);
        if (!announced && checks.Count == 0) return IceOutcome.None;
        if (saysMismatch) return IceOutcome.Mismatch;
        if (checks.Count > 0) return AreComplete(call, checks) ? IceOutcome.Completed : HasEnded(call, checks) ? IceOutcome.Failed : IceOutcome.Running;
        if (hasSelected) return IceOutcome.Completed;
        return Latest(call, true).Zip(Latest(call, false)).Any(line => HasIce(line.First) && HasIce(line.Second)) ? IceOutcome.Running : IceOutcome.OfferedOnly;
    }

    private static bool Announced(Call call, out bool saysMismatch, out bool hasSelected)
    {
        (var isAny, saysMismatch, hasSelected) = (false, false, false);
        for (var i = 0; i < call.Announcements.Count; i++)
        {
            var lines = call.Announcements[i].Media;
            for (var j = 0; j < lines.Count; j++)
            {
                if (!HasIce(lines[j])) continue;
                isAny = true;
                saysMismatch |= lines[j].SaysMismatch;
                hasSelected |= lines[j].HasRemoteCandidates;
            }
        }
        return isAny;
    }

    // Each pair of ufrags that both sides told last needs as many nominated destinations as its m= lines have components.
    private bool AreComplete(Call call, IReadOnlyList<UfragPair> checks)
    {
        var (mine, theirs) = (Latest(call, true), Latest(call, false));
        List<(string? Caller, string? Callee, int Components)> needed = [];
        for (var i = 0; i < Math.Min(mine.Count, theirs.Count); i++)
        {
            var (caller, callee) = (mine[i], theirs[i]);
            if (!IsChecked(caller, callee) || IsBundled(mine, theirs, i)) continue;
            var components = caller.HasRtcpCandidates && callee.HasRtcpCandidates && !(caller.IsMultiplexed && callee.IsMultiplexed) ? 2 : 1;
            var known = needed.FindIndex(other => other.Caller == caller.Ufrag && other.Callee == callee.Ufrag);
            if (known < 0) needed.Add((caller.Ufrag, callee.Ufrag, components));
            else needed[known] = (caller.Ufrag, callee.Ufrag, needed[known].Components + components);
        }
        var isAny = false;
        foreach (var (caller, callee, components) in needed)
        {
            if (NominatedOf(checks, caller, callee, isOneLine: components <= 2) is not { } nominated) continue;
            if (nominated < components) return false;
            isAny = true;
        }
        return isAny || HasNominated(checks);
    }

    private static bool IsChecked(AnnouncedMedia caller, AnnouncedMedia callee) => HasIce(caller) && HasIce(callee) && caller.Port != 0 && callee.Port != 0;

    private static bool IsBundled(IReadOnlyList<AnnouncedMedia> mine, IReadOnlyList<AnnouncedMedia> theirs, int line)
    {
        for (var i = 0; i < line && !theirs[line].Rtp.IsNone; i++)
        {
            if (theirs[i].Rtp == theirs[line].Rtp && IsChecked(mine[i], theirs[i])) return true;
        }
        return false;
    }

    private static bool HasNominated(IReadOnlyList<UfragPair> checks)
    {
        for (var i = 0; i < checks.Count; i++)
        {
            if (checks[i].Nominated > 0) return true;
        }
        return false;
    }

    // By PRIORITY where one m= line is asked for; else by the addresses that were nominated, as the point that saw most of them shows.
    // Null where there were no checks between the two.
    private int? NominatedOf(IReadOnlyList<UfragPair> checks, string? caller, string? callee, bool isOneLine)
    {
        const int enough = 128;                 // more than m= lines have components
        var areAny = false;
        Span<(int Point, int Nominated)> seen = stackalloc (int, int)[enough];
        var known = 0;
        for (var i = 0; i < checks.Count; i++)
        {
            var pair = checks[i];
            if (!pair.IsBetween(caller, callee)) continue;
            areAny = true;
            if (pair.Nominated == 0) continue;
            for (var index = pair.First; ; index = trace.Stun.Transactions[index].Next)
            {
                ref var transaction = ref trace.Stun.Transactions[index];
                if (transaction.IsSuccess && transaction.HasUseCandidate)
                {
                    var nominated = isOneLine && transaction.ComponentByPriority > 0 ? -transaction.ComponentByPriority : transaction.Destination;
                    if (known < enough && !seen[..known].Contains((transaction.Point, nominated))) seen[known++] = (transaction.Point, nominated);
                }
                if (index == pair.Last) break;
            }
        }
        return areAny ? MostAtOnePoint(seen[..known]) : null;
    }

    private static int MostAtOnePoint(ReadOnlySpan<(int Point, int Nominated)> seen)
    {
        var most = 0;
        foreach (var (point, _) in seen)
        {
            var here = 0;
            foreach (var other in seen) here += other.Point == point ? 1 : 0;
            most = Math.Max(most, here);
        }
        return most;
    }

    private bool HasEnded(Call call, IReadOnlyList<UfragPair> checks)
    {
        var last = checks.Max(pair => pair.LastSeen);
        return call.Ended is not null || (trace.Statistics.Last is { } end && end - last > OutcomeReader.Silence);
    }

    private static IReadOnlyList<AnnouncedMedia> Latest(Call call, bool isFromCaller) =>
        call.LastAnnouncement(isFromCaller)?.Media ?? [];

    private static bool HasIce(AnnouncedMedia media) => media.Ufrag is not null || media.HasCandidates || media.SaysMismatch;
}
