namespace SipTrace.Lint.Diagnoses;

internal sealed class BadNetwork() : Diagnosis("D25", "bad-network", "bad network: loss",
    "the access line, Wi-Fi, too many calls on the line")
{
    protected override IReadOnlyList<string> Explains => ["RTP013"];

    internal override Cause? Find(Symptoms seen)
    {
        if (seen.IsUnheard) return null;
        if (seen.First("RTP013") is { } loss)
        {
            var flow = seen.Seen.Flows.FirstOrDefault(one => one.Stream.FirstFrame == loss.Place.Frame
                && one.Ends.SenderTag == loss.Place.Sender);
            var burst = flow is null ? "" : $", at most {flow.Stream.MaxBurstLost} in a row";
            var text = $"{Beginning(seen)}{loss.Message.Replace(" packets", $" packets of {seen.NameOf(loss.Place.Sender)} are",
                StringComparison.Ordinal)} before this point{burst} (from frame {loss.Place.Frame})";
            return flow is { Stream.LossPercent: > 50 } ? Likely(seen, text + ", or were left out of the capture.")
                : Sure(seen, text + ".");
        }
        foreach (var flow in seen.Seen.Flows)
        {
            if (!flow.IsDelivered || flow.Stream.Unique < Enough || seen.Linted.Trace.Rtcp.Find(flow.Stream.Key) is not {
                MaxLossPercent: >= 5 } reports) continue;
            if (reports.ReportedLost is not { } lost || lost * 20 < flow.Stream.Expected) continue;
            return Sure(seen, $"{Beginning(seen)}{seen.PeerNameOf(flow.Ends.SenderTag)} reports {lost} of "
                + $"{seen.NameOf(flow.Ends.SenderTag)}'s "
                + $"packets lost behind this point (RTCP about the stream from frame {flow.Stream.FirstFrame}).",
                new Evidence(flow.Stream.FirstFile, flow.Stream.FirstFrame, "the stream"));
        }
        var jittery = seen.Seen.Flows.FirstOrDefault(flow => flow.IsDelivered && flow.Stream is { MeanJitterMs: > 50,
            IsClockGuessed: false, Unique: >= Enough });
        if (jittery is null) return null;
        return Likely(seen, $"{seen.NameOf(jittery.Ends.SenderTag)}'s packets come unevenly: mean jitter "
            + $"{jittery.Stream.MeanJitterMs:0} ms (from frame {jittery.Stream.FirstFrame}).");
    }

    private static string Beginning(Symptoms seen) => seen.Causes.Count == 0 && !seen.Findings.Any(f => f.Severity == Severity.Error)
        ? "Signalling and addresses are fine; " : "";

    private const int Enough = 50;
}
