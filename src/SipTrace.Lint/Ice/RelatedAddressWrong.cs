using SipTrace.Wire.Sdp;

namespace SipTrace.Lint.Ice;

internal sealed class RelatedAddressWrong() : SdpRule("ICE010", "related-address-wrong", Severity.Warning, "RFC 8839 §5.1")
{
    public override string Why =>
        "A reflexive or relayed candidate tells its related address (raddr, rport); a host candidate has none. It is needed to "
        + "understand a call, and strict parsers drop the line. 0.0.0.0 or :: with port 0 or 9 hides it, and is right.";

    public override string Bad => Good.Replace(" raddr 192.0.2.23 rport 11780", "", StringComparison.Ordinal);

    public override string Good => IceExample.Alice(IceExample.AliceRtp, "a=rtcp-mux", IceExample.AliceHost,
        "a=candidate:2 1 UDP 16777215 203.0.113.9 49490 typ relay raddr 192.0.2.23 rport 11780");

    public override Fold Fold => Fold.Agent;

    public override void Check(SdpBody body, Report report)
    {
        foreach (var candidate in body.Candidates)
        {
            if (ProblemOf(candidate) is { } problem) report.Add(body.At(candidate.Line), problem);
        }
    }

    private static string? ProblemOf(SdpCandidate candidate)
    {
        var (hasAddress, hasPort) = (candidate.RelatedAddress is not null, candidate.RelatedPort is not null);
        if (candidate.Type == CandidateType.Host)
            return hasAddress || hasPort ? $"host candidate with {(hasAddress ? "raddr" : "rport")}" : null;
        if (!candidate.IsReflexive() && candidate.Type != CandidateType.Relay) return null;
        if (!hasAddress || !hasPort)
            return $"{candidate.TypeText} candidate without {(hasAddress ? "rport" : hasPort ? "raddr" : "raddr and rport")}";
        var related = candidate.RelatedAddress!.Value;
        return candidate.IsReflexive() && related is { IsLiteral: true, IsZero: false } && candidate.Address.IsLiteral
            && related.IsIPv6 != candidate.Address.IsIPv6
            ? $"{candidate.TypeText} candidate whose raddr {related.Text} is of the other family"
            : null;
    }
}
