namespace SipTrace.Lint.Diagnoses;

internal sealed class BindingLost() : Diagnosis("D10", "binding-or-allocation-lost", "media stopped: binding lost",
    "keepalives in hold, RTCP, the timeout of the NAT; the Refresh timer", ["TURN004", "RTP010"])
{
    protected override IReadOnlyList<string> Explains => ["RTP010", "TURN004"];

    internal override Cause? Find(Symptoms seen)
    {
        if (seen.IsSure("D33")) return null;
        if (seen.First("TURN004") is { } ran) return Sure(seen, $"The relay was lost in the call (frame {ran.Place.Frame}): "
            + $"{ran.Message}.");
        if (seen.First("RTP010") is not { } stopped) return null;
        var (tag, time) = (stopped.Place.Sender, stopped.Place.Time);
        var (bob, alice) = (seen.NameOf(tag), seen.PeerNameOf(tag));
        var sent = seen.Seen.Flows.Where(flow => flow.Ends.ReceiverTag == tag).SelectMany(flow => flow.Stream.Runs.ToArray()).Where(run
            => run.From <= time).ToList();
        var last = sent.Count == 0 ? seen.Call.Answered ?? seen.Call.Started : sent.Max(run => run.To < time ? run.To : time);
        var what = $"Media from {bob} stopped {seen.After(time)} s into the call";
        return time - last >= LongEnough
            ? Sure(seen, $"{what}: the NAT forgot the way to {alice} after {Symptoms.Seconds(time - last)} s without outgoing packets.")
            : Likely(seen, $"{what}: the way to {alice} was lost.");
    }

    private static readonly TimeSpan LongEnough = TimeSpan.FromSeconds(15);
}
