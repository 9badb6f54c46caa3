namespace SipTrace.Lint.Diagnoses;

internal sealed class WrongIcePassword() : Diagnosis("D36", "wrong-ice-password", "ICE: wrong password",
    "forked answers, a re-INVITE that was lost, an SBC that mixes legs", ["STUN002", "STUN005", "STUN004"])
{
    protected override IReadOnlyList<string> Explains => ["STUN002", "STUN005", "STUN004", "ICE035", "ICE034", "ICE036", "RTP001",
        "RTP002"];

    internal override Cause? Find(Symptoms seen)
    {
        var isIceRemoved = seen.Has("HOP003", "HOP004", "ICE020");
        if ((seen.First("STUN002", "STUN005") ?? (isIceRemoved ? null : seen.First("STUN004"))) is not { Severity: Severity.Error }
            wrong) return null;
        return Sure(seen, $"Checks of {seen.NameOf(wrong.Place.Sender)} cannot be accepted (frame {wrong.Place.Frame}): {wrong.Message}.");
    }
}
