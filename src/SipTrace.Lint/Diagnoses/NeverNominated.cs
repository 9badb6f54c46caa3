namespace SipTrace.Lint.Diagnoses;

internal sealed class NeverNominated() : Diagnosis("D34", "never-nominated", "ICE: never nominated",
    "the ICE library; a peer that waits for media first")
{
    protected override IReadOnlyList<string> Explains => ["ICE036", "RTP002", "RTP001"];

    internal override Cause? Find(Symptoms seen)
    {
        if (seen.IsSure("D27", "D35", "D36") || seen.First("ICE036") is not { } waiting) return null;
        return Sure(seen, $"Checks succeed, but no pair is ever nominated and media waits for it (frame {waiting.Place.Frame}): "
            + $"{waiting.Message}.");
    }
}
