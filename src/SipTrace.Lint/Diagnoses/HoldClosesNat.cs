using SipTrace.Correlation.Evidence;
using SipTrace.Wire.Bytes;
using SipTrace.Wire.Sdp;

namespace SipTrace.Lint.Diagnoses;

internal sealed class HoldClosesNat() : Diagnosis("D15", "ringing-or-hold-closes-nat", "NAT closed in hold",
    "a keepalive every 15 to 29 s: RTCP, STUN indications in hold")
{
    protected override IReadOnlyList<string> Explains => ["NAT008", "RTP001", "RTP010"];

    internal override Cause? Find(Symptoms seen)
    {
        if (seen.First("NAT008") is { } idle && seen.Has("RTP001")) return Sure(seen, $"{idle.Message}: the mapping was gone when "
            + $"media began.");
        foreach (var flow in seen.Seen.Flows)
        {
            if (flow.IsDelivered && flow.Source.IsPrivate() && Find(seen, flow) is { } cause) return cause;
        }
        return null;
    }

    private Cause? Find(Symptoms seen, RtpFlow flow)
    {
        var runs = flow.Stream.Runs;
        for (var i = 1; i < runs.Length; i++)
        {
            var (stopped, resumed) = (runs[i - 1].To, runs[i].From);
            if (resumed - stopped < LongEnough) continue;
            if (!seen.Streams.Any(stream => stream.Exchanges.Any(one => IsQuiet(one, stream.Index)) && stream.IsTwoWayNow)) continue;
            var end = seen.Call.Ended ?? flow.Stream.LastTime;
            var back = seen.Seen.Flows.Where(other => other.Point == flow.Point
                && other.Ends.ReceiverTag == flow.Ends.SenderTag).Sum(other => other.PacketsBetween(resumed, end));
            if (flow.PacketsBetween(resumed, end) < 50 || back >= 5) continue;
            if (seen.Linted.Capture.SentBy(flow.Source).Exists(time => time > stopped && time < resumed)) continue;
            return Sure(seen, $"Nothing left {flow.Source} for {Symptoms.Seconds(resumed - stopped)} s (hold); the mapping was "
                + $"gone when {seen.NameOf(flow.Ends.SenderTag)} resumed at {seen.After(resumed)} s: nothing comes in any more.",
                new Evidence(flow.Stream.FirstFile, runs[i].Frame, "first packet afterwards"));
        }
        return null;
    }

    private static readonly TimeSpan LongEnough = TimeSpan.FromSeconds(30);

    private static bool IsQuiet(Exchange exchange, int media) =>
        exchange.Offer.Media[media].Direction != MediaDirection.SendRecv
            || exchange.Answer.Media[media].Direction != MediaDirection.SendRecv;
}
