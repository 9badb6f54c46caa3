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
                var flows = Arriving(call, stream.FlowsAt(call, point));
                for (var i = 0; i < flows.Count; i++)
                {
                    if (IsFirst(flows, i)) Check(call, stream, end, flows, flows[i], report);
                }
            }
        }
    }

    private static List<RtpFlow> Arriving(LintedCall call, List<RtpFlow> flows)
    {
        if (flows.TrueForAll(flow => flow.IsDelivered)) return flows;
        var arriving = new List<RtpFlow>(flows.Count);
        foreach (var flow in flows)
        {
            if (flow.IsDelivered || ReachesHost(call, flow)) arriving.Add(flow);
        }
        return arriving;
    }

    private static bool IsFirst(List<RtpFlow> flows, int index)
    {
        for (var i = 0; i < index; i++)
        {
            if (IsAlike(flows[i], flows[index])) return false;
        }
        return true;
    }

    // Of one sender on one leg.
    private static bool IsAlike(RtpFlow one, RtpFlow other) => one.Ends.SenderTag == other.Ends.SenderTag && one.Ends.Leg == other.Ends.Leg;

    private static void Check(LintedCall call, AgreedStream stream, Timestamp end, List<RtpFlow> flows, RtpFlow first, Report report)
    {
        var (count, back) = (0, 0);
        foreach (var flow in flows)
        {
            if (flow.Ends.SenderTag != first.Ends.SenderTag) back += IsBack(call, flow, flows, first) ? flow.Stream.Unique : 0;
            else if (IsAlike(flow, first) && !IsPassedOn(flows, flow)) count += flow.PacketsBetween(stream.Confirmed, end);
        }
        if (count < Enough || back >= Few) return;
        report.Add(first.First(), $"media flows one way only: {count} packets from {call.NameOf(first.Ends.SenderTag)}, "
            + $"{(back == 0 ? "none" : $"only {back}")} that can reach it from the other side", once: $"{stream.CalleeTag} {stream.Index}");
    }

    // What a relay passes on is counted where it goes to.
    private static bool IsPassedOn(List<RtpFlow> flows, RtpFlow flow)
    {
        foreach (var next in flows)
        {
            if (next.Source == flow.Destination && IsAlike(next, flow)) return true;
        }
        return false;
    }

    // Refused by the host itself: it got there, and another rule tells.
    private static bool ReachesHost(LintedCall call, RtpFlow flow) => call.Seen.Unreachables.Exists(media => media.IsRtp
        && media.Report.Destination == flow.Destination && media.Report.By.HasSameAddress(flow.Destination));

    // With ICE each side may answer by way of another relay; without it, an address that nothing came from proves nothing.
    private static bool IsBack(LintedCall call, RtpFlow flow, List<RtpFlow> flows, RtpFlow first)
    {
        foreach (var sent in flows)
        {
            if (IsAlike(sent, first) && (flow.Ends.Leg == sent.Ends.Leg || flow.Destination.HasSameAddress(sent.Source)
                || call.Seen.AreSameSocket(flow.Destination, sent.Source)
                || (flow.Stream.Owner.By is StreamBelonging.Ice or StreamBelonging.Turn
                    && call.Seen.AreSameSocket(flow.Source, sent.Destination)))) return true;
        }
        return false;
    }
}
