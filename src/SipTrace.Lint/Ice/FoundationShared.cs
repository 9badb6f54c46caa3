using SipTrace.Wire.Sdp;

namespace SipTrace.Lint.Ice;

internal sealed class FoundationShared() : SdpRule("ICE011", "foundation-shared", Severity.Warning, "RFC 8445 §5.1.1.3; RFC 8839 §5.1")
{
    public override string Why =>
        "Candidates of one foundation have one type, one transport and one base address: checks of a foundation wait for the first of "
        + "it to succeed, and so may wait for the wrong one.";

    public override string Bad => Good.Replace("candidate:2 1", "candidate:1 1", StringComparison.Ordinal);

    public override string Good => IceExample.Alice(IceExample.AliceRtp, "a=rtcp-mux", IceExample.AliceHost,
        "a=candidate:2 1 UDP 1694498815 203.0.113.66 61402 typ srflx raddr 192.0.2.23 rport 11780");

    public override Fold Fold => Fold.Agent;

    public override void Check(SdpBody body, Report report)
    {
        var candidates = body.Candidates;
        for (var i = 1; i < candidates.Count; i++)
        {
            var candidate = candidates[i];
            if (FirstOfFoundation(candidates, i) is not { } other) continue;
            if (other.TypeText != candidate.TypeText)
                report.Add(body.At(candidate.Line), $"foundation {candidate.Foundation} is also that of a {other.TypeText} candidate");
            else if (other.IsTcp != candidate.IsTcp)
                report.Add(body.At(candidate.Line), $"foundation {candidate.Foundation} is also that of a {other.Transport} candidate");
            else if (BaseOf(other) is { } one && BaseOf(candidate) is { } two && !one.IsSameAs(two))
                report.Add(body.At(candidate.Line),
                    $"foundation {candidate.Foundation} is also that of a {other.TypeText} candidate with base {one.Text}");
        }
    }

    private static SdpCandidate? FirstOfFoundation(List<SdpCandidate> candidates, int index)
    {
        for (var i = 0; i < index; i++)
        {
            if (candidates[i].Foundation == candidates[index].Foundation) return candidates[i];
        }
        return null;
    }

    private static SdpAddress? BaseOf(SdpCandidate candidate)
    {
        SdpAddress? address = candidate.Type == CandidateType.Host ? candidate.Address : candidate.IsReflexive()
            ? candidate.RelatedAddress : null;
        return address is { IsLiteral: true, IsZero: false } ? address : null;
    }
}
