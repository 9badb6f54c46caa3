namespace SipTrace.Lint.Diagnoses;

internal sealed class PayloadNotUnderstood() : Diagnosis("D18", "payload-not-understood", "payload type never offered",
    "codec lists, the transcoder, the mapping of T.38 or DTMF", ["RTP007", "OA005", "OA006", "RTP008"])
{
    protected override IReadOnlyList<string> Explains => ["RTP007", "OA005", "RTP008", "OA006"];

    internal override Cause? Find(Symptoms seen)
    {
        if (seen.IsUnheard) return null;
        var wrong = seen.First("RTP007") ?? seen.Findings.FirstOrDefault(f => f is { Severity: Severity.Error,
            Rule.Code: "OA005" or "OA006" or "RTP008" });
        if (wrong is not { Severity: Severity.Error } || !Health.IsSeen(seen)) return null;
        return Sure(seen, $"Packets flow both ways, but not all can be understood (frame {wrong.Place.Frame}): {wrong.Message}.");
    }
}
