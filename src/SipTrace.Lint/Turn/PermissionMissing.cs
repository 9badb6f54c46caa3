using SipTrace.Correlation;
using SipTrace.Correlation.Ice;
using SipTrace.Lint.Ice;
using SipTrace.Wire.Bytes;
using SipTrace.Wire.Stun;

namespace SipTrace.Lint.Turn;

internal sealed class PermissionMissing() : CallRule("TURN003", "permission-missing", Severity.Error, RuleScope.DialogStun, "RFC 8656 §9")
{
    private const int Enough = 3;
    private static readonly TimeSpan lifetime = TimeSpan.FromSeconds(300);

    public override string Why =>
        "A relay drops what comes from a peer for whose address its client asked no permission. The peer's checks to the relayed "
        + "candidate go unanswered until the client has sent CreatePermission or ChannelBind for it.";

    public override string Bad => Call([]);

    public override string Good =>
        Call([TurnExample.Asks("1.500", "permission tid=810 peer=203.0.113.5"), TurnExample.Says("1.520", "permission-ok tid=810")]);

    public override bool NeedsMedia => false;

    public override void Check(LintedCall call, Report report)
    {
        if (!call.Call.IsInvite || call.Seen.Allocations.Count == 0) return;
        foreach (var allocation in call.Seen.Allocations.Where(one => !one.Relayed.IsNone).DistinctBy(one => one.Relayed))
        {
            var checks = call.Seen.Checks.Where(check => check.To == allocation.Relayed && check.Relay.IsNone);
            Check(call.Trace, allocation, checks.Select(check => check.Index), report);
        }
    }

    public override void CheckWithoutCalls(Trace trace, Report report)
    {
        var byRelayed = trace.Turn.Allocations.Where(one => !one.Relayed.IsNone)
            .GroupBy(one => one.Relayed).ToDictionary(group => group.Key, group => group.First());
        if (byRelayed.Count == 0) return;
        var checks = new Dictionary<Endpoint, List<int>>();
        for (var index = 0; index < trace.Stun.Transactions.Count; index++)
        {
            ref var one = ref trace.Stun.Transactions[index];
            if (one.Pair < 0 || one.Relay != 0 || one.Requests == 0 || !byRelayed.ContainsKey(trace.Endpoints[one.Destination])) continue;
            var relayed = trace.Endpoints[one.Destination];
            if (checks.TryGetValue(relayed, out var list)) list.Add(index);
            else checks.Add(relayed, [index]);
        }
        foreach (var (address, list) in checks) Check(trace, byRelayed[address], list, report);
    }

    private static void Check(Trace trace, TurnAllocation allocation, IEnumerable<int> checks, Report report)
    {
        foreach (var byPeer in checks
            .GroupBy(index => (trace.Stun.Transactions[index].Point, trace.Endpoints[trace.Stun.Transactions[index].Source])))
        {
            var (sent, isAnswered, first, last) = (0, false, new Timestamp(long.MaxValue), new Timestamp(long.MinValue));
            foreach (var index in byPeer)
            {
                ref var one = ref trace.Stun.Transactions[index];
                sent += one.Requests - one.Copies;
                isAnswered |= one.IsAnswered;
                first = one.Time < first ? one.Time : first;
                last = one.Time + one.RequestSpan > last ? one.Time + one.RequestSpan : last;
            }
            var peer = byPeer.Key.Item2;
            if (sent < Enough || isAnswered || HasPermission(trace, allocation, peer, first, last)) continue;
            if (RequestsOf(trace, allocation).Any(trace.IsCut)) continue;
            report.Add(GrantOf(trace, allocation), $"the peer {peer} sends to relay {allocation.Relayed}, for which no permission exists",
                once: $"{peer} {allocation.Relayed}");
        }
    }

    private static bool HasPermission(Trace trace, TurnAllocation allocation, Endpoint peer, Timestamp first, Timestamp last) =>
        new[] { allocation, trace.Turn.Find(allocation.Relayed) ?? allocation }
            .Any(one => one.Permissions.Any(permission => permission.IsGranted && permission.Peer.HasSameAddress(peer)
                && permission.Time <= last && first - permission.Time < lifetime));

    private static Place GrantOf(Trace trace, TurnAllocation allocation)
    {
        foreach (var index in RequestsOf(trace, allocation))
        {
            var one = trace.Stun.Transactions[index];
            if (one is { Method: StunMethod.Allocate, IsSuccess: true })
                return Place.Packet(one.File, one.AnswerFrame, one.Time + (one.AnswerTime ?? default), allocation.Client.AddressText());
        }
        return Place.Packet(allocation.File, allocation.FirstFrame, allocation.Started, allocation.Client.AddressText());
    }

    private static IEnumerable<int> RequestsOf(Trace trace, TurnAllocation allocation)
    {
        for (var index = 0; index < trace.Stun.Transactions.Count; index++)
        {
            var one = trace.Stun.Transactions[index];
            if (one is not { Requests: > 0, Method: StunMethod.Allocate or StunMethod.CreatePermission or StunMethod.ChannelBind })
                continue;
            if (trace.Endpoints[one.Source] == allocation.Client && trace.Endpoints[one.Destination] == allocation.Server)
                yield return index;
        }
    }

    private static string Call(string[] permission) => TurnExample.Call(TurnExample.Begin().With(permission)
        .With([.. new[] { "2.000", "2.500", "3.500" }.Select(at =>
            $"{at} 203.0.113.5:14872 > {TurnExample.Relayed} STUN req tid=70 user=b2f9:yT46 prio=1862270975 controlled=0x15e0")]));
}
