namespace SipTrace.Lint.Diagnoses;

internal sealed class TurnCredentials() : Diagnosis("D08", "turn-credentials", "TURN credentials refused",
    "user, realm, the clock where secrets are limited in time")
{
    protected override IReadOnlyList<string> Explains => ["TURN001", "ICE035", "RTP002", "RTP001", "NAT005", "ICE034"];

    internal override Cause? Find(Symptoms seen)
    {
        if (seen.Findings.FirstOrDefault(f => f.Rule.Code == "TURN001" && (f.Message.Contains("401")
            || f.Message.Contains("441"))) is not { } refused) return null;
        var allocation = seen.Seen.Allocations.FirstOrDefault(one => one.Client.AddressText() == refused.Place.Sender);
        var server = allocation is null ? "" : $" {allocation.Server}";
        return Sure(seen, $"The TURN server{server} refuses the credentials of {refused.Place.Sender} (frame {refused.Place.Frame}): "
            + $"there is no relay candidate"
            + (seen.IsUnheard || seen.Has("ICE035") ? ", and media fails because no other pair works." : "."));
    }
}
