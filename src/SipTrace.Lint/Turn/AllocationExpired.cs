using SipTrace.Correlation;
using SipTrace.Correlation.Evidence;
using SipTrace.Correlation.Ice;
using SipTrace.Correlation.Rtp;
using SipTrace.Lint.Ice;
using SipTrace.Wire.Bytes;

namespace SipTrace.Lint.Turn;

internal sealed class AllocationExpired()
    : CallRule("TURN004", "allocation-expired", Severity.Error, RuleScope.DialogStun, "RFC 8656 §3.2, §8")
{
    private static readonly TimeSpan leeway = TimeSpan.FromSeconds(1);

    public override string Why =>
        "The client must refresh its allocation before the lifetime that the server granted is over. After that the server forgets it "
        + "and drops what peers send: the call goes silent in the middle.";

    public override string Bad => Call(false);

    public override string Good => Call(true);

    public override bool NeedsMedia => false;

    public override void Check(LintedCall call, Report report)
    {
        if (!call.Call.IsInvite || call.Seen.Allocations.Count == 0) return;
        var streams = call.Seen.Flows.Select(flow => flow.Stream).ToList();
        foreach (var allocation in call.Seen.Allocations) Check(call.Trace, allocation, streams, call.Seen.Checks, report);
    }

    public override void CheckWithoutCalls(Trace trace, Report report)
    {
        foreach (var allocation in trace.Turn.Allocations) Check(trace, allocation, trace.Rtp.Streams, [], report);
    }

    private static void Check(
        Trace trace, TurnAllocation allocation, IEnumerable<RtpStream> streams, IReadOnlyList<IceCheck> checks, Report report)
    {
        if (allocation is not { LifetimeSeconds: { } lifetime and > 0, Relayed.IsNone: false } || allocation.State != TurnState.Active)
            return;
        var end = allocation.Granted + TimeSpan.FromSeconds(lifetime) + leeway;
        // Behind a NAT the same allocation shows twice; the capture point that saw it refreshed knows better.
        if (trace.Turn.Find(allocation.Relayed) is { } other && other.Granted > allocation.Granted) return;
        var stream = streams.Where(one => one.LastTime > end && IsOver(allocation, one.Key.Source, one.Key.Destination))
            .MinBy(one => one.FirstTime);
        var check = checks.FirstOrDefault(one => one.Time > end && IsOver(allocation, one.From, one.To));
        if (allocation.LastSeen <= end && stream is null && check is null) return;
        var client = allocation.Client.AddressText();
        var place = stream is not null ? Place.Packet(stream.FirstFile, stream.FirstFrame, stream.FirstTime, client)
            : check is not null ? check.Request() with { Sender = client, Media = -1 }
            : Place.Packet(allocation.File, allocation.FirstFrame, allocation.Started, client);
        report.Add(place, $"the allocation of {allocation.Client} ran out after {lifetime} s and is still used",
            once: $"{allocation.Client} {allocation.Relayed}");
    }

    private static bool IsOver(TurnAllocation allocation, Endpoint source, Endpoint destination) =>
        source == allocation.Relayed || destination == allocation.Relayed;

    private static string Call(bool isRefreshed) => TurnExample.Begin(lifetime: 10)
        .With(TurnExample.Asks("1.500", "permission tid=810 peer=203.0.113.5"), TurnExample.Says("1.520", "permission-ok tid=810"))
        .With([.. new[] { IceExample.AliceAsks("2.000", 1), IceExample.BobSays("2.030", 1), IceExample.AliceAsks("2.050", 2, "use"),
            IceExample.BobSays("2.070", 2) }
            .Select(line => line.Replace("192.0.2.23:11780", TurnExample.Relayed, StringComparison.Ordinal))])
        .With($"3.000 {TurnExample.Relayed} > 203.0.113.5:14872 RTP pt=8 ssrc=0xa11ce n=600",
            $"3.000 203.0.113.5:14872 > {TurnExample.Relayed} RTP pt=8 ssrc=0xb0b n=600")
        .With(isRefreshed ? [TurnExample.Asks("8.000", "refresh tid=830 user=alice"),
            TurnExample.Says("8.020", "refresh-ok tid=830 lifetime=10")] : []).At(15.5).Bye().ToString();
}
