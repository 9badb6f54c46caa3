using SipTrace.Correlation.Media;
using SipTrace.Correlation.Sip;

namespace SipTrace.Correlation.Ice;

/// <summary>
/// Which call the checks of each pair of ufrags belong to: the one whose SDP announced both ufrags; else the one that announced one of them; else
/// the one that announced their addresses.
/// </summary>
internal sealed class CheckOwners
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);        // how long after a call its addresses are still its own

    private readonly Dictionary<Call, List<UfragPair>> byCall = [];
    private readonly List<UfragPair> strays = [];

    /// <summary>Takes the next pair, in the order of their first checks.</summary>
    public void Add(Trace trace, UfragPair pair)
    {
        if (OwnerOf(trace, pair) is not { } call) strays.Add(pair);
        else if (byCall.TryGetValue(call, out var pairs)) pairs.Add(pair);
        else byCall.Add(call, [pair]);
    }

    /// <summary>The pairs that no signalling was seen for, in the order of their first checks.</summary>
    public IReadOnlyList<UfragPair> Strays => strays;

    /// <summary>The pairs of a call, in the order of their first checks.</summary>
    public IReadOnlyList<UfragPair> Of(Call call) => byCall.TryGetValue(call, out var pairs) ? pairs : [];

    private static Call? OwnerOf(Trace trace, UfragPair pair)
    {
        if (trace.Media.TryFind(pair, out var claim) || trace.Media.TryFind(pair.ReceiverOctets, out claim) || trace.Media.TryFind(pair.SenderOctets, out claim)) return claim.Call;
        ref var first = ref trace.Stun.Transactions[pair.First];
        var isAnnounced = trace.Media.TryFind(trace.Endpoints[first.Source], trace.Endpoints[first.Destination], out claim, out _);
        var isInTime = isAnnounced && claim.By != MediaClaimKind.Host && claim.Announcement.Time <= first.Time && first.Time - claim.Call.LastSeen < Patience;
        return isInTime ? claim.Call : null;
    }
}
