using SipTrace.Lint.Turn;

namespace SipTrace.Lint;

public static partial class RuleCatalogue
{
    private static Rule[] Turn =>
    [
        new AllocationRefused(),
        new PeerRefused(),
        new PermissionMissing(),
        new AllocationExpired(),
        new RelayCandidateNotAllocated(),
    ];
}
