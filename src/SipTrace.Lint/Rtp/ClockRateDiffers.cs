using SipTrace.Correlation.Rtp;

namespace SipTrace.Lint.Rtp;

internal sealed class ClockRateDiffers() : CallRule("RTP008", "clock-rate-differs", Severity.Warning, RuleScope.DialogRtp,
    "RFC 3550 §5.1; RFC 3551 §6")
{
    private const int Enough = 100;
    private const double Tolerance = 0.2, LongEnough = 2;

    public override string Why =>
        "The timestamps move faster or slower than the clock that was negotiated: the receiver plays at the wrong speed, or its "
        + "buffer runs over and empty in turn. Looked at over two seconds without marker, restart, pause or digit.";

    public override string Bad => MediaExample.Call(15, MediaExample.FromAlice(0.5, 600, "pt=8 step=320"), MediaExample.FromBob(0.5, 600));

    public override string Good => MediaExample.Call(15, MediaExample.FromAlice(0.5, 400, "pt=8 step=240 every=30"),
        MediaExample.FromBob(0.5, 600));

    public override void Check(LintedCall call, Report report)
    {
        foreach (var flow in call.Seen.Flows)
        {
            foreach (var run in flow.Stream.Runs)
            {
                var seconds = (run.To - run.From).TotalSeconds;
                if (run.Packets < Enough || seconds < LongEnough || run.Markers > 0
                    || ClockOf(flow.Stream, run.PayloadType) is not { } clock) continue;
                var rate = run.Advance / seconds;
                if (Math.Abs(rate - clock) <= clock * Tolerance) continue;
                report.Add(flow.At(run.From), $"timestamps advance {rate:0} per second, the rtpmap of {run.PayloadType} says {clock}",
                    once: $"{flow.Ends.SenderTag} {run.PayloadType}");
            }
        }
    }

    private static int? ClockOf(RtpStream stream, byte payloadType)
    {
        foreach (var use in stream.Formats)
        {
            if (use.PayloadType == payloadType && use.Format is { IsTelephoneEvent: false,
                IsComfortNoise: false } format) return format.ClockRateHz;
        }
        return null;
    }
}
