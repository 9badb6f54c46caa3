using SipTrace.Correlation.Rtp;

namespace SipTrace.Lint.Rtp;

internal sealed class HeavyLoss() : CallRule("RTP013", "heavy-loss", Severity.Warning, RuleScope.DialogRtp, "RFC 3550 App. A.3")
{
    private const int EnoughExpected = 250;
    private const double TooMuchPercent = 5, FastestSpeech = 100;

    public override string Why =>
        "One packet in twenty or more is missing where the capture was taken: speech breaks up. What follows behind the capture is "
        + "not in the number; RTCP tells that. A sender that jumps ahead in its numbers has lost nothing.";

    public override string Bad => MediaExample.Call(16, MediaExample.FromAlice(0.5, 600, "pt=8 lost=40"), MediaExample.FromBob(0.5, 600));

    public override string Good => MediaExample.Call(16, MediaExample.FromAlice(0.5, 600, "pt=8 lost=20"), MediaExample.FromBob(0.5, 600));

    public override void Check(LintedCall call, Report report)
    {
        foreach (var flow in call.Seen.Flows)
        {
            var stream = flow.Stream;
            if (stream.Expected < EnoughExpected || !IsTooMuch(stream.Lost, stream) || Jumps(stream)) continue;
            var (lost, expected) = (stream.Lost - LostByCapture(call, stream), stream.Expected);
            if (!IsTooMuch(lost, stream)) continue;
            report.Add(flow.First(), $"{lost} of {expected} packets lost", once: $"{stream.Key.Ssrc:x} {flow.Ends.SenderTag}");
        }
    }

    private static bool IsTooMuch(int lost, RtpStream stream) => lost * 100.0 >= stream.Expected * TooMuchPercent;

    // More numbers than the time can hold: the sender began anew. A stream of digits alone sends no quicker than speech.
    private static bool Jumps(RtpStream stream)
    {
        var isOfDigits = stream.MainFormat is null && stream.Digits.Length > 0;
        if (!isOfDigits && (stream.TimestampStep == 0 || stream.ClockRateHz is 0 or 90_000)) return false;
        var perSecond = isOfDigits ? FastestSpeech : (double)stream.ClockRateHz / stream.TimestampStep;
        return stream.Expected > 10 + 1.5 * (stream.LastTime - stream.FirstTime).TotalSeconds * perSecond;
    }

    // Where every stream that was there before and after pauses at once, it is the capture that has a hole.
    private static int LostByCapture(LintedCall call, RtpStream stream)
    {
        var runs = stream.Runs;
        var seconds = 0.0;
        foreach (ref readonly var run in runs) seconds += (run.To - run.From).TotalSeconds;
        var rate = stream.Unique / Math.Max(1, seconds);
        var lost = 0.0;
        for (var i = 1; i < runs.Length; i++)
        {
            var (from, to) = (runs[i - 1].To, runs[i].From);
            if ((to - from).TotalSeconds < 1) continue;
            var others = call.Trace.Rtp.Streams.Where(other => other.Key.Point == stream.Key.Point && other.Key.Ssrc != stream.Key.Ssrc
                && other.FirstTime < from && other.LastTime > to).Take(50).ToList();
            if (others.Count > 0 && others.TrueForAll(other => other.PacketsBetween(from,
                to) <= 2)) lost += rate * (to - from).TotalSeconds;
        }
        return (int)Math.Min(lost, stream.Lost);
    }
}
