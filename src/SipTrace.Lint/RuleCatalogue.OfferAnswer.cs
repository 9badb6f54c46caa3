using SipTrace.Lint.OfferAnswer;

namespace SipTrace.Lint;

public static partial class RuleCatalogue
{
    private static Rule[] OfferAnswer =>
    [
        new MediaLinesDiffer(),
        new MediaLinesRemoved(),
    ];
}
