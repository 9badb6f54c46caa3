using SipTrace.Wire.Sdp;

namespace SipTrace.Lint.Ice;

internal sealed class PriorityNotByFormula() : SdpRule("ICE008", "priority-not-by-formula", Severity.Info, "RFC 8445 §5.1.2.1")
{
    public override string Why =>
        "A priority is 2^24 times a preference of the type, 2^8 times a local preference, and 256 less the component. Other values "
        + "work, but the order of pairs may not be what was meant: a relay before a direct path.";

    public override string Bad => Good.Replace("2130706431", "2130706303", StringComparison.Ordinal);

    public override string Good => IceExample.Alice(IceExample.AliceRtp, "a=rtcp-mux", IceExample.AliceHost,
        "a=candidate:2 1 UDP 1694498815 203.0.113.66 61402 typ srflx raddr 192.0.2.23 rport 11780");

    public override Fold Fold => Fold.Agent;

    private static readonly Func<SdpCandidate, List<SdpCandidate>, string?>[] tests = [LowestBits, TypePreference, SameType, OrderOfTypes];

    public override void Check(SdpBody body, Report report)
    {
        if (body.Candidates.Count == 0) return;
        var udp = body.Candidates.Exists(candidate => candidate.IsTcp) ? body.Candidates.FindAll(candidate => !candidate.IsTcp)
            : body.Candidates;
        foreach (var test in tests)
        {
            foreach (var candidate in body.Candidates)
            {
                if (test(candidate, udp) is not { } why) continue;
                report.Add(body.At(candidate.Line), $"priority {candidate.Priority} does not follow the formula: {why}");
                return;
            }
        }
    }

    private static string? LowestBits(SdpCandidate candidate, List<SdpCandidate> all) =>
        candidate.Priority % 256 != (256 - candidate.Component) % 256
        ? $"the lowest 8 bits are {candidate.Priority % 256}; component {candidate.Component} gives {256 - candidate.Component}"
        : null;

    private static string? TypePreference(SdpCandidate candidate, List<SdpCandidate> all) =>
        candidate.Priority >> 24 > 126 ? $"a type preference of {candidate.Priority >> 24} is above 126" : null;

    private static string? SameType(SdpCandidate candidate, List<SdpCandidate> all)
    {
        if (candidate.IsTcp || candidate.Type == CandidateType.Relay) return null;
        var first = FirstLike(candidate, all);
        return first.Priority >> 24 == candidate.Priority >> 24 ? null
            : $"its type preference is {candidate.Priority >> 24}, that of another {candidate.TypeText} candidate {first.Priority >> 24}";
    }

    private static SdpCandidate FirstLike(SdpCandidate candidate, List<SdpCandidate> all)
    {
        foreach (var one in all)
        {
            if (one.TypeText == candidate.TypeText) return one;
        }
        return candidate;
    }

    private static string? OrderOfTypes(SdpCandidate candidate, List<SdpCandidate> all)
    {
        if (candidate.IsTcp) return null;
        var better = candidate.Type switch
        {
            CandidateType.ServerReflexive => CandidateType.Host,
            CandidateType.Relay => CandidateType.ServerReflexive,
            _ => candidate.Type,
        };
        if (better == candidate.Type) return null;
        foreach (var other in all)
        {
            if (other.Type == better && other.Priority >> 24 <= candidate.Priority >> 24)
                return $"{candidate.TypeText} is not below {other.TypeText}";
        }
        return null;
    }
}
