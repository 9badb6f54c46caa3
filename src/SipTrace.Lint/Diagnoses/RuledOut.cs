namespace SipTrace.Lint.Diagnoses;

/// <summary>What one asks of a call in which somebody hears nothing, and what the packets answer, in the order of asking.</summary>
internal static class RuledOut
{
    /// <summary>The lines.</summary>
    public static IReadOnlyList<string> Of(Symptoms seen)
    {
        var flows = seen.Seen.Flows;
        var lines = new List<string> { seen.Streams.Any(stream => !stream.IsTwoWayNow) ? "hold: the last exchange agrees on silence"
            : "hold: no, both sides agreed to send and receive" };
        foreach (var tag in new[] { seen.Call.From.Tag ?? "", seen.Call.To.Tag ?? "" })
        {
            var name = seen.NameOf(tag);
            var mine = flows.Where(flow => flow.Ends.SenderTag == tag).ToList();
            if (mine.Count == 0)
            {
                lines.Add($"sent by {name}: nothing that passes here");
                continue;
            }
            foreach (var flow in mine.DistinctBy(flow => (flow.Source, flow.Destination)))
            {
                lines.Add($"sent by {name}: {flow.Stream.Unique} packets from {flow.Source} to {flow.Destination} (from frame "
                    + $"{flow.Stream.FirstFrame}), "
                    + (flow.IsDelivered ? "which can be reached from here" : "which cannot be reached from there"));
            }
        }
        var points = flows.Select(flow => flow.Point).Distinct().Count();
        lines.Add(points > 1 ? $"other capture points: media seen at {points}" : "other capture points: none");
        lines.Add(IceOf(seen));
        lines.Add("payload type: " + (seen.First("RTP007") is { } format ? format.Message
            : flows.Count == 0 ? "no RTP seen" : "as agreed"));
        lines.Add("keys: " + (seen.First("SEC005", "SEC006", "SEC007", "SEC009") is { } keys ? keys.Message
            : seen.Streams.Any(stream => stream.Exchanges[^1].Answer.Media[stream.Index].IsSecure) ? "nothing wrong seen"
                : "none agreed, media is in clear"));
        lines.Add("RTCP: " + (seen.First("RTCP003") is { } report ? report.Message : seen.Seen.RtcpFlows.Count > 0 ? "no complaint"
            : "none seen"));
        return lines;
    }

    private static string IceOf(Symptoms seen)
    {
        if (seen.First("ICE035", "ICE036", "ICE034", "ICE022", "ICE020") is { } finding) return "ICE pair: " + finding.Message;
        return "ICE pair: " + (seen.Seen.Checks.Any(check => check.IsNomination) ? "nominated" : seen.Seen.Checks.Count > 0
            ? "none nominated" : "no checks seen");
    }
}
