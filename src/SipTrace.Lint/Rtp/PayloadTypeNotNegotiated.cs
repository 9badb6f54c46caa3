using SipTrace.Correlation.Evidence;
using SipTrace.Correlation.Rtp;
using SipTrace.Wire.Bytes;

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
            foreach (var settled in call.Settled.Of(flow.Ends))
            {
                if (!settled.TryBegin(CallEvidence.Grace, out var from)) continue;
                var bodies = settled.BodiesOf(flow.Ends.ReceiverTag, call);
                if (!AreAllListed(flow.Stream.Runs, bodies)) Check(flow, from, settled.To, bodies, report);
            }
        }
    }

    private static void Check(RtpFlow flow, Timestamp from, Timestamp to, List<SdpBody> bodies, Report report)
    {
        var listed = bodies.SelectMany(body => body.Media).Where(media => media.IsLive && media.IsRtp)
            .SelectMany(media => media.Formats).Distinct().ToList();
        if (listed.Count == 0) return;
        var unknown = flow.Stream.Runs.ToArray().Where(run => run.PayloadType != ComfortNoise
            && !listed.Contains(run.PayloadType.ToString()));
        foreach (var runs in unknown.GroupBy(run => run.PayloadType))
        {
            if (runs.Sum(run => run.PacketsBetween(from, to)) < Enough) continue;
            var first = runs.First(run => run.PacketsBetween(from, to) > 0);
            report.Add(flow.At(first.From > from ? first.From : from),
                $"payload type {runs.Key} is not in the SDP of the receiver ({string.Join(' ', listed)})",
                once: $"{flow.Ends.SenderTag} {runs.Key}");
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
