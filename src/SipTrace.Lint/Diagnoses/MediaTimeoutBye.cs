using SipTrace.Correlation.Sip;

namespace SipTrace.Lint.Diagnoses;

internal sealed class MediaTimeoutBye() : Diagnosis("D33", "media-timeout-bye", "ended: no media",
    "the RTP timeout; hold without comfort noise; D03 and D10")
{
    protected override IReadOnlyList<string> Explains => ["RTP010", "RTP001", "RTP011"];

    internal override Cause? Find(Symptoms seen)
    {
        if (seen.Messages.Find(m => m is { IsRequest: true, Method: "BYE" }) is not { } bye) return null;
        return bye.Header("Reason"u8) is { } reason && words.Any(word => reason.Contains(word, StringComparison.OrdinalIgnoreCase))
            ? Find(seen, bye, reason) : null;
    }

    private Cause? Find(Symptoms seen, TranscriptMessage bye, string reason)
    {
        var quiet = seen.Seen.Flows.GroupBy(flow => flow.Ends.SenderTag).Select(group => (Tag: group.Key, Last: group.Max(flow
            => flow.Stream.LastTime)))
            .Where(side => bye.Time - side.Last >= LongEnough).ToList();
        if (quiet.Count == 0) return null;
        return Sure(seen, $"{bye.Source.AddressText()} ended the call (frame {bye.Frame}, {reason}) "
            + $"{Symptoms.Seconds(bye.Time - quiet[0].Last)} s after the last packet from {seen.NameOf(quiet[0].Tag)}.",
            Symptoms.EvidenceOf(bye, "the BYE"));
    }

    private static readonly TimeSpan LongEnough = TimeSpan.FromSeconds(10);
    private static readonly string[] words = ["rtp", "media", "timeout", "inactivity"];
}
