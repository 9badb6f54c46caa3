using SipTrace.Wire.Bytes;
using SipTrace.Wire.Sdp;

namespace SipTrace.Lint.Diagnoses;

internal sealed class TurnCredentials() : Diagnosis("D08", "turn-credentials", "TURN credentials refused",
    "user, realm, the clock where secrets are limited in time", ["TURN001"])
{
    protected override IReadOnlyList<string> Explains => ["TURN001", "ICE035", "RTP002", "RTP001", "NAT005", "ICE034"];

    internal override Cause? Find(Symptoms seen)
    {
        if (seen.Findings.FirstOrDefault(f => f.Rule.Code == "TURN001" && (f.Message.Contains("401")
            || f.Message.Contains("441"))) is not { } refused) return null;
        var allocation = seen.Seen.Allocations.FirstOrDefault(one => one.Client.AddressText() == refused.Place.Sender);
        var server = allocation is null ? "" : $" {allocation.Server}";
        var mine = seen.Linted.Bodies.FirstOrDefault(body => body.Media.Any(media => AddressesOf(media).Any(address
            => address.AddressText() == refused.Place.Sender)));
        var whose = mine is null ? refused.Place.Sender : seen.NameOf(mine.Message!.SenderTag);
        var hasRelay = mine?.Media.Any(media => media.Candidates.Any(one => one.Type == CandidateType.Relay)) == true;
        return Sure(seen, $"The TURN server{server} refuses the credentials of {whose} (frame {refused.Place.Frame})"
            + (hasRelay ? "" : $", so {whose} has no relay candidate")
            + (seen.IsUnheard || seen.Has("ICE035") ? ", and media fails because no other pair works." : "."));
    }

    private static IEnumerable<Endpoint> AddressesOf(SdpMedia media) =>
        media.Candidates.Where(one => one.Type != CandidateType.Relay).Select(one => one.Endpoint).Prepend(media.Default);
}
