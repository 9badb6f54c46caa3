using SipTrace.Lint.OfferAnswer;

namespace SipTrace.Lint;

public static partial class RuleCatalogue
{
    private static Rule[] OfferAnswer =>
    [
        new MediaLinesDiffer(),
        new MediaLinesRemoved(),
        new RejectedStreamRevived(),
        new DirectionConflict(),
        new NoCommonCodec(),
        new PayloadTypeRemapped(),
        new VersionNotRaised(),
        new VersionJumped(),
        new AnswerChanged(),
        new OfferNotAnswered(),
        new OfferWhileOfferPending(),
        new TelephoneEventClockDiffers(),
        new AddressFamilyChanged(),
        new MuxOrBundleAnswerWrong(),
        new ZeroAddressHold(),
        new FaxRefused(),
    ];
}
