using SipTrace.Lint.Security;

namespace SipTrace.Lint;

public static partial class RuleCatalogue
{
    private static Rule[] Security =>
    [
        new SdesInClear(),
    ];
}
