using SipTrace.Wire.Sdp;

namespace SipTrace.Lint.Diagnoses;

internal sealed class TwoSymmetricNats() : Diagnosis("D05", "no-path-two-symmetric-nats", "no path between the NATs",
    "a TURN server in the phones, a media relay in the proxy", ["NAT005"])
{
    protected override IReadOnlyList<string> Explains => ["NAT005", "ICE035", "RTP002", "RTP001", "ICE034"];

    internal override Cause? Find(Symptoms seen)
    {
        if (seen.IsSure("D08", "D09", "D16", "D36", "D37")) return null;
        if (seen.First("NAT005") is not { } symmetric || !(seen.Has("ICE035", "RTP002"))) return null;
        if (seen.Linted.Bodies.Any(body => body.Media.Any(media => media.Candidates.Any(candidate
            => candidate.Type == CandidateType.Relay)))) return null;
        return Sure(seen, $"No pair works: {symmetric.Message.Replace(": the NAT", ", so the NAT", StringComparison.Ordinal)}, and "
            + "the other side lets no check in. Only a relay would help, and none was offered.");
    }
}
