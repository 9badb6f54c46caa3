using SipTrace.Correlation.Evidence;
using SipTrace.Wire.Bytes;

namespace SipTrace.Lint.Rtp;

internal sealed class MediaStopped() : CallRule("RTP010", "media-stopped", Severity.Warning, RuleScope.DialogRtp, "RFC 4787 §4.3")
{
    private const int Enough = 50, ComfortNoise = 13;
    private static readonly TimeSpan LongEnough = TimeSpan.FromSeconds(10);

    public override string Why =>
        "One side's media stopped in the middle of the call while the other's went on, and nothing was agreed about it: a NAT "
        + "forgot its mapping, a TURN allocation ran out, or the phone failed. Codecs that send nothing in silence are let off.";

    public override string Bad => MediaExample.Call(40, MediaExample.FromAlice(0.5, 500), MediaExample.FromBob(0.5, 1900));

    public override string Good => MediaExample.Call(40, MediaExample.FromAlice(0.5, 1800), MediaExample.FromBob(0.5, 1900));

    public override void Check(LintedCall call, Report report)
    {
        foreach (var stream in call.AgreedStreams)
        {
            if (!stream.IsAudio || !stream.IsTwoWayNow) continue;
            foreach (var point in call.Seen.MediaPoints)
            {
                var (flows, end) = (stream.FlowsAt(call, point), stream.EndAt(call, point));
                foreach (var sent in flows.GroupBy(flow => flow.Ends.SenderTag)) Check(call, stream, end, [.. sent], flows, report);
            }
        }
    }

    private static void Check(LintedCall call, AgreedStream stream, Timestamp end, List<RtpFlow> sent, List<RtpFlow> flows, Report report)
    {
        if (sent.Sum(flow => flow.Stream.Unique) < Enough) return;
        var last = sent.MaxBy(flow => flow.Stream.LastTime)!;
        var stopped = last.Stream.LastTime;
        var other = flows.Where(flow => flow.Ends.SenderTag != last.Ends.SenderTag).Select(flow => flow.Stream.LastTime).DefaultIfEmpty()
            .Max();
        if (other > end) other = end;
        if (end - stopped < LongEnough || other - stopped < LongEnough) return;
        if (call.Transcript.Negotiations.Any(exchange => exchange.Offer.Time > stopped || exchange.Answer?.Time > stopped)
            || MayBeSilence(call, stream, last)) return;
        report.Add(Place.Packet(last.Stream.FirstFile, last.Stream.FirstFrame, stopped, last.Ends.SenderTag, stream.Index),
            $"the stream of {call.NameOf(last.Ends.SenderTag)} stopped {(end - stopped).TotalSeconds:0} s before the call ended, the "
                + "other went on", once: $"{last.Ends.SenderTag} {stream.Index}");
    }

    private static bool MayBeSilence(LintedCall call, AgreedStream stream, RtpFlow flow)
    {
        var type = flow.Stream.Runs.Select(run => (int)run.PayloadType).LastOrDefault(-1);
        if (type is -1 or ComfortNoise) return true;
        return call.Bodies.Any(body => stream.Index < body.Media.Count
            && body.Media[stream.Index].FormatParameters(type.ToString()) is var words
            && (words.Contains("dtx=1", StringComparison.OrdinalIgnoreCase)
            || words.Contains("annexb=yes", StringComparison.OrdinalIgnoreCase)));
    }
}
