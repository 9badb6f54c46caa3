using SipTrace.Correlation.Ice;
using SipTrace.Wire.Bytes;
using SipTrace.Wire.Sdp;

namespace SipTrace.Lint.Turn;

internal sealed class RelayCandidateNotAllocated()
    : CallRule("TURN005", "relay-candidate-not-allocated", Severity.Warning, RuleScope.DialogStun, "RFC 8656 §7.3; RFC 8839 §5.1")
{
    public override string Why =>
        "A relayed candidate is the address that the TURN server gave. Another one belongs to an allocation that is over, or was "
        + "rewritten on the way; checks to it reach nobody.";

    public override string Bad =>
        TurnExample.Call(TurnExample.Begin(TurnExample.Candidate.Replace("49490", "50110", StringComparison.Ordinal)));

    public override string Good => TurnExample.Call(TurnExample.Begin());

    public override bool NeedsMedia => false;

    public override void Check(LintedCall call, Report report)
    {
        if (call.Seen.Allocations.Count == 0 || call.HasCutSdp) return;
        var granted = call.Seen.Allocations.Where(allocation => !allocation.Relayed.IsNone).ToList();
        if (granted.Count == 0) return;
        foreach (var body in call.Bodies)
        {
            foreach (var candidate in body.Media.SelectMany(media => media.Candidates))
            {
                if (candidate.Type != CandidateType.Relay || candidate.Endpoint.IsNone
                    || call.Trace.Turn.Find(candidate.Endpoint) is not null) continue;
                var own = granted.Find(allocation => IsOf(call, allocation, candidate.RelatedEndpoint));
                if (own is not null)
                    report.Add(body.At(candidate.Line), $"relay candidate {candidate.Endpoint}; the TURN server gave {own.Relayed}");
            }
        }
    }

    // The related address of a relayed candidate is the client's, as its server sees it.
    private static bool IsOf(LintedCall call, TurnAllocation allocation, Endpoint related) => !related.IsNone && related.Port > 0
        && (allocation.Mapped == related || allocation.Client == related || call.Seen.AreSameSocket(allocation.Client, related));
}
