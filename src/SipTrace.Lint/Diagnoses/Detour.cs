namespace SipTrace.Lint.Diagnoses;

internal sealed class Detour() : Diagnosis("D23", "detour", "media makes a detour",
    "rtpengine ICE=force, the priority of the relay candidate", ["ICE041"])
{
    protected override IReadOnlyList<string> Explains => ["ICE041"];

    internal override Cause? Find(Symptoms seen)
    {
        if (seen.First("ICE041") is not { } detour) return null;
        return Sure(seen, $"Media makes a detour (frame {detour.Place.Frame}): {detour.Message}.");
    }
}
