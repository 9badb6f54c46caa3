using SipTrace.Correlation.Evidence;
using SipTrace.Correlation.Rtp;

namespace SipTrace.Lint.Rtp;

internal sealed class PayloadTypeNotNegotiated()
    : CallRule("RTP007", "payload-type-not-negotiated", Severity.Error, RuleScope.DialogRtp, "RFC 3264 §6.1, §8.3.2")
{
    private const int Enough = 10, ComfortNoise = 13;

    public override string Why =>
        "The sender uses a payload type that the receiver's SDP does not list: it cannot know what it is, and plays nothing. "
        + "Comfort noise (13), empty packets that keep a NAT awake, and the first two seconds after an exchange are let off.";

    public override string Bad => MediaExample.Call(15, MediaExample.FromAlice(0.5, 600, "pt=18"), MediaExample.FromBob(0.5, 600));

    public override string Good => MediaExample.Call(15, MediaExample.FromAlice(0.5, 600),
        MediaExample.FromAlice(12.6, 20, "pt=13 seq=700 ts=96000"), MediaExample.FromBob(0.5, 600));

    public override void Check(LintedCall call, Report report)
    {
        if (call.HasCutSdp) return;
        foreach (var flow in call.Seen.Flows)
        {
            var ends = flow.Ends;
            foreach (var settled in SettledTime.Of(call, ends.Leg, ends.SenderTag, ends.ReceiverTag, CallEvidence.Grace))
            {
                var bodies = settled.BodiesOf(ends.ReceiverTag, call);
                if (AreAllListed(flow.Stream.Runs, bodies)) continue;
                var listed = bodies.SelectMany(body => body.Media).Where(media => media.IsLive && media.IsRtp)
                    .SelectMany(media => media.Formats).Distinct().ToList();
                if (listed.Count == 0) continue;
                var unknown = flow.Stream.Runs.ToArray().Where(run => run.PayloadType != ComfortNoise
                    && !listed.Contains(run.PayloadType.ToString()));
                foreach (var runs in unknown.GroupBy(run => run.PayloadType))
                {
                    if (runs.Sum(run => run.PacketsBetween(settled.From, settled.To)) < Enough) continue;
                    var first = runs.First(run => run.PacketsBetween(settled.From, settled.To) > 0);
                    var place = flow.At(first.From > settled.From ? first.From : settled.From);
                    report.Add(place, $"payload type {runs.Key} is not in the SDP of the receiver ({string.Join(' ', listed)})",
                        once: $"{ends.SenderTag} {runs.Key}");
                }
            }
        }
    }

    private static bool AreAllListed(ReadOnlySpan<RtpRun> runs, List<SdpBody> bodies)
    {
        foreach (ref readonly var run in runs)
        {
            if (run.PayloadType != ComfortNoise && !IsListed(run.PayloadType.ToString(), bodies)) return false;
        }
        return true;
    }

    private static bool IsListed(string payloadType, List<SdpBody> bodies)
    {
        foreach (var body in bodies)
        {
            foreach (var media in body.Media)
            {
                if (media.IsLive && media.IsRtp && media.Formats.Contains(payloadType)) return true;
            }
        }
        return false;
    }
}
