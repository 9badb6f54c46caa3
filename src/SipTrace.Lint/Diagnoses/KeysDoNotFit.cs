namespace SipTrace.Lint.Diagnoses;

internal sealed class KeysDoNotFit() : Diagnosis("D19", "keys-do-not-fit", "keys do not fit",
    "the SDES and DTLS flags of rtpengine; translation of profiles", ["SEC005", "SEC006", "SEC007", "SEC009"])
{
    protected override IReadOnlyList<string> Explains => ["SEC005", "SEC006", "SEC007", "SEC009", "SEC008", "RTP001", "RTP002"];

    internal override Cause? Find(Symptoms seen)
    {
        if (seen.Findings.FirstOrDefault(f => f is { Severity: Severity.Error,
            Rule.Code: "SEC005" or "SEC006" or "SEC007" or "SEC009" }) is not { } wrong) return null;
        if (!seen.Seen.MediaPoints.Any()) return null;
        return Sure(seen, $"Media cannot be decrypted (frame {wrong.Place.Frame}): {wrong.Message}.");
    }
}
