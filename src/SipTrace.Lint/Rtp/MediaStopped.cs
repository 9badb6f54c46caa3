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
                for (var i = 0; i < flows.Count; i++)
                {
                    if (IsFirst(flows, i)) Check(call, stream, end, flows, flows[i], report);
                }
            }
        }
    }

    private static bool IsFirst(List<RtpFlow> flows, int index)
    {
        for (var i = 0; i < index; i++)
        {
            if (flows[i].Ends.SenderTag == flows[index].Ends.SenderTag) return false;
        }
        return true;
    }

    private static void Check(LintedCall call, AgreedStream stream, Timestamp end, List<RtpFlow> flows, RtpFlow first, Report report)
    {
        var (last, packets) = (first, 0);
        foreach (var flow in flows)
        {
            if (flow.Ends.SenderTag != first.Ends.SenderTag) continue;
            packets += flow.Stream.Unique;
            if (flow.Stream.LastTime > last.Stream.LastTime) last = flow;
        }
        var stopped = last.Stream.LastTime;
        if (packets < Enough || end - stopped < LongEnough) return;
        Timestamp other = default;
        foreach (var flow in flows)
        {
            if (flow.Ends.SenderTag != last.Ends.SenderTag && flow.Stream.LastTime > other) other = flow.Stream.LastTime;
        }
        if (other > end) other = end;
        if (other - stopped < LongEnough) return;
        if (IsNegotiatedAfter(call, stopped) || MayBeSilence(call, stream, last)) return;
        report.Add(Place.Packet(last.Stream.FirstFile, last.Stream.FirstFrame, stopped, last.Ends.SenderTag, stream.Index),
            $"the stream of {call.NameOf(last.Ends.SenderTag)} stopped {(end - stopped).TotalSeconds:0} s before the call ended, the "
                + "other went on", once: $"{last.Ends.SenderTag} {stream.Index}");
    }

    private static bool IsNegotiatedAfter(LintedCall call, Timestamp time) =>
        call.Transcript.Negotiations.Any(exchange => exchange.Offer.Time > time || exchange.Answer?.Time > time);

    private static bool MayBeSilence(LintedCall call, AgreedStream stream, RtpFlow flow)
    {
        if (flow.Stream.Runs is not [.., { PayloadType: not ComfortNoise and var type }]) return true;
        return call.Bodies.Any(body => stream.Index < body.Media.Count
            && body.Media[stream.Index].FormatParameters(type.ToString()) is var words
            && (words.Contains("dtx=1", StringComparison.OrdinalIgnoreCase)
            || words.Contains("annexb=yes", StringComparison.OrdinalIgnoreCase)));
    }
}
