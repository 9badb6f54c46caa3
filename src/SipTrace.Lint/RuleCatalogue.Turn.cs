namespace SipTrace.Lint;

public static partial class RuleCatalogue
{
    private static Rule[] Turn =>
    [
    ];
}
