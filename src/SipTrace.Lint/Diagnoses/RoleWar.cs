namespace SipTrace.Lint.Diagnoses;

internal sealed class RoleWar() : Diagnosis("D35", "role-war", "ICE: role conflict",
    "a B2BUA that turns offers round; a tie-breaker that is not changed", ["ICE037"])
{
    protected override IReadOnlyList<string> Explains => ["ICE037", "ICE036", "ICE035", "RTP002", "RTP001"];

    internal override Cause? Find(Symptoms seen)
    {
        if (seen.First("ICE037") is not { Severity: Severity.Error } war) return null;
        return Sure(seen, $"Nobody gives way in ICE, no pair is agreed: {war.Message} (frame {war.Place.Frame}).");
    }
}
