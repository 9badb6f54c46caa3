using SipTrace.Correlation.Evidence;
using SipTrace.Correlation.Rtp;
using SipTrace.Wire.Bytes;

namespace SipTrace.Lint.Rtp;

internal sealed class OneWayMedia() : CallRule("RTP001", "one-way-media", Severity.Error, RuleScope.DialogRtp, "")
{
    private const int Enough = 50, Few = 5;
    private static readonly TimeSpan LongEnough = TimeSpan.FromSeconds(5);

    public override string Why =>
        "Both sides agreed to send and to receive, the call is up for five seconds, and at one capture point media of one side "
        + "passes and next to none of the other: one of them hears nothing. Packets to an address that cannot be reached from there "
        + "do not count as sent.";

    public override string Bad => MediaExample.Call(15, MediaExample.FromAlice(0.5, 600));

    public override string Good => MediaExample.Call(15, MediaExample.FromAlice(0.5, 600), MediaExample.FromBob(0.5, 600));

    public override void Check(LintedCall call, Report report)
    {
        foreach (var stream in call.AgreedStreams)
        {
            if (!stream.IsAudio || !stream.IsAlwaysTwoWay) continue;
            foreach (var point in call.Seen.MediaPoints)
            {
                var end = stream.EndAt(call, point);
                if (end - stream.Confirmed < LongEnough) continue;
                var flows = stream.FlowsAt(call, point).FindAll(flow => flow.IsDelivered || ReachesHost(call, flow));
                for (var i = 0; i < flows.Count; i++)
                {
                    var (tag, leg) = (flows[i].Ends.SenderTag, flows[i].Ends.Leg);
                    if (flows.FindIndex(flow => flow.Ends.SenderTag == tag && flow.Ends.Leg == leg) == i)
                        Check(call, stream, end, flows, flows.FindAll(flow => flow.Ends.SenderTag == tag && flow.Ends.Leg == leg), report);
                }
            }
        }
    }

    private static void Check(LintedCall call, AgreedStream stream, Timestamp end, List<RtpFlow> flows, List<RtpFlow> sent, Report report)
    {
        var tag = sent[0].Ends.SenderTag;
        var (count, back) = (0, 0);
        foreach (var flow in sent)
        {
            // What a relay passes on is counted where it goes to.
            if (!sent.Exists(next => next.Source == flow.Destination)) count += flow.PacketsBetween(stream.Confirmed, end);
        }
        if (count < Enough) return;
        foreach (var flow in flows)
        {
            if (flow.Ends.SenderTag != tag && IsBack(call, flow, sent)) back += flow.Stream.Unique;
        }
        if (back >= Few) return;
        report.Add(sent[0].First(), $"media flows one way only: {count} packets from {call.NameOf(tag)}, "
            + $"{(back == 0 ? "none" : $"only {back}")} that can reach it from the other side", once: $"{stream.CalleeTag} {stream.Index}");
    }

    // Refused by the host itself: it got there, and another rule tells.
    private static bool ReachesHost(LintedCall call, RtpFlow flow) => call.Seen.Unreachables.Exists(media => media.IsRtp
        && media.Report.Destination == flow.Destination && media.Report.By.HasSameAddress(flow.Destination));

    // With ICE each side may answer by way of another relay; without it, an address that nothing came from proves nothing.
    private static bool IsBack(LintedCall call, RtpFlow flow, List<RtpFlow> sent) => sent.Exists(one => flow.Ends.Leg == one.Ends.Leg
        || flow.Destination.HasSameAddress(one.Source) || call.Seen.AreSameSocket(flow.Destination, one.Source)
        || flow.Stream.Owner.By is StreamBelonging.Ice or StreamBelonging.Turn && call.Seen.AreSameSocket(flow.Source, one.Destination));
}
