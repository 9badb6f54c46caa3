using SipTrace.Lint.Hop;

namespace SipTrace.Lint;

public static partial class RuleCatalogue
{
    private static Rule[] Hop =>
    [
        new DefaultRewrittenCandidatesKept(),
        new DefaultRewritten(),
        new CandidatesChanged(),
        new IceHalfRemoved(),
        new RtcpLeftBehind(),
        new RewrittenByAlg(),
        new MessageNotForwarded(),
    ];
}
