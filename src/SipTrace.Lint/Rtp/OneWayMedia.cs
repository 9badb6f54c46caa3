using SipTrace.Correlation.Evidence;
using SipTrace.Correlation.Rtp;

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
                foreach (var sent in flows.GroupBy(flow => (flow.Ends.SenderTag, flow.Ends.Leg)))
                {
                    // What a relay passes on is counted where it goes to.
                    var count = sent.Where(flow => !sent.Any(next => next.Source == flow.Destination))
                        .Sum(flow => flow.PacketsBetween(stream.Confirmed, end));
                    if (count < Enough) continue;
                    var back = flows.Where(flow => flow.Ends.SenderTag != sent.Key.SenderTag && IsBack(call, flow, sent))
                        .Sum(flow => flow.Stream.Unique);
                    if (back >= Few) continue;
                    report.Add(sent.First().First(), $"media flows one way only: {count} packets from {call.NameOf(sent.Key.SenderTag)}, "
                        + $"{(back == 0 ? "none" : $"only {back}")} that can reach it from the other side",
                        once: $"{stream.CalleeTag} {stream.Index}");
                }
            }
        }
    }

    // Refused by the host itself: it got there, and another rule tells.
    private static bool ReachesHost(LintedCall call, RtpFlow flow) => call.Seen.Unreachables.Any(media => media.IsRtp
        && media.Report.Destination == flow.Destination && media.Report.By.HasSameAddress(flow.Destination));

    // With ICE each side may answer by way of another relay; without it, an address that nothing came from proves nothing.
    private static bool IsBack(LintedCall call, RtpFlow flow, IEnumerable<RtpFlow> sent) => sent.Any(one => flow.Ends.Leg == one.Ends.Leg
        || flow.Destination.HasSameAddress(one.Source) || call.Seen.AreSameSocket(flow.Destination, one.Source)
        || flow.Stream.Owner.By is StreamBelonging.Ice or StreamBelonging.Turn && call.Seen.AreSameSocket(flow.Source, one.Destination));
}
