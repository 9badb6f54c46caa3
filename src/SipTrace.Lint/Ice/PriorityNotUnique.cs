using SipTrace.Wire.Sdp;

namespace SipTrace.Lint.Ice;

internal sealed class PriorityNotUnique() : SdpRule("ICE007", "priority-not-unique", Severity.Warning, "RFC 8445 §5.1.2")
{
    public override string Why =>
        "Each candidate of a stream has a priority of its own, host candidates of two interfaces too. With equal ones both agents may "
        + "order their pairs differently, and check at cross purposes.";

    public override string Bad => Good.Replace("2130706175", "2130706431", StringComparison.Ordinal);

    public override string Good => IceExample.Alice(IceExample.AliceRtp, "a=rtcp-mux", IceExample.AliceHost,
        "a=candidate:2 1 UDP 2130706175 192.0.2.24 11780 typ host");

    public override Fold Fold => Fold.Agent;

    public override void Check(SdpBody body, Report report)
    {
        foreach (var media in body.Media)
        {
            if (!media.IsLive) continue;
            for (var i = 1; i < media.Candidates.Count; i++)
            {
                var candidate = media.Candidates[i];
                if (!IsShared(media.Candidates, i)) continue;
                report.Add(body.At(candidate.Line),
                    $"{CountOf(media.Candidates, candidate.Priority)} candidates share priority {candidate.Priority}");
            }
        }
    }

    private static int CountOf(List<SdpCandidate> candidates, uint priority) => candidates.Count(c => c.Priority == priority);

    private static bool IsShared(List<SdpCandidate> candidates, int index)
    {
        for (var i = 0; i < index; i++)
        {
            if (candidates[i].Priority == candidates[index].Priority && !candidates[i].IsDuplicateOf(candidates[index])) return true;
        }
        return false;
    }
}
