using SipTrace.Lint.Sdp;

namespace SipTrace.Lint;

public static partial class RuleCatalogue
{
    private static Rule[] Sdp =>
    [
        new LineMalformed(),
    ];
}
