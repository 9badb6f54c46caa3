using SipTrace.Lint.Rtp;

namespace SipTrace.Lint;

public static partial class RuleCatalogue
{
    private static Rule[] Rtp =>
    [
        new OneWayMedia(),
        new NoMedia(),
        new DestinationNotAnnounced(),
        new NotTheSelectedPair(),
        new MediaBeforeValidPair(),
        new SourceNotAnnounced(),
        new PayloadTypeNotNegotiated(),
        new ClockRateDiffers(),
        new AgainstDirection(),
        new MediaStopped(),
        new MediaAfterBye(),
        new DestinationUnreachable(),
        new HeavyLoss(),
    ];
}
