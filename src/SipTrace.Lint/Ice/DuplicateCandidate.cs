using SipTrace.Wire.Sdp;

namespace SipTrace.Lint.Ice;

internal sealed class DuplicateCandidate() : SdpRule("ICE006", "duplicate-candidate", Severity.Info, "RFC 8445 §5.1.3")
{
    public override string Why =>
        "An agent removes candidates of the same address before it sends them, and a reflexive candidate that is its own base. They "
        + "cost checks and bring nothing.";

    public override string Bad => Good.Replace("192.0.2.24 11780", "192.0.2.23 11780", StringComparison.Ordinal);

    public override string Good => IceExample.Alice(IceExample.AliceRtp, "a=rtcp-mux", IceExample.AliceHost,
        "a=candidate:2 1 UDP 2130706175 192.0.2.24 11780 typ host");

    public override void Check(SdpBody body, Report report)
    {
        foreach (var media in body.Media)
        {
            if (!media.IsLive) continue;
            for (var i = 0; i < media.Candidates.Count; i++)
            {
                var candidate = media.Candidates[i];
                if (FirstDuplicate(media.Candidates, i) is { } earlier)
                    report.Add(body.At(candidate.Line), $"same candidate as line {earlier.Line.Number} of the body");
                else if (candidate.IsReflexive() && !candidate.RelatedEndpoint.IsNone && candidate.RelatedEndpoint == candidate.Endpoint)
                    report.Add(body.At(candidate.Line), $"{candidate.TypeText} candidate that is its own base");
            }
        }
    }

    private static SdpCandidate? FirstDuplicate(List<SdpCandidate> candidates, int index)
    {
        for (var i = 0; i < index; i++)
        {
            if (candidates[index].IsDuplicateOf(candidates[i])) return candidates[i];
        }
        return null;
    }
}
