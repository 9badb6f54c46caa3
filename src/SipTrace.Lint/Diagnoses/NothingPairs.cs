namespace SipTrace.Lint.Diagnoses;

internal sealed class NothingPairs() : Diagnosis("D37", "nothing-pairs", "ICE: nothing pairs",
    "dual stack, or a relay with both families", ["ICE029"])
{
    protected override IReadOnlyList<string> Explains => ["ICE029", "ICE035", "RTP002", "RTP001"];

    internal override Cause? Find(Symptoms seen)
    {
        if (seen.First("ICE029") is not { } nothing) return null;
        return Sure(seen, $"No candidate of {seen.NameOf(nothing.Place.Sender)} can pair with one of "
            + $"{seen.PeerNameOf(nothing.Place.Sender)}: {nothing.Message}.");
    }
}
