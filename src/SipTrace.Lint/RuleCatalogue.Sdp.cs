using SipTrace.Lint.Sdp;

namespace SipTrace.Lint;

public static partial class RuleCatalogue
{
    private static Rule[] Sdp =>
    [
        new LineMalformed(),
        new MandatoryLineMissing(),
        new LooselyFormatted(),
        new OriginMalformed(),
        new ConnectionMissing(),
        new ConnectionMalformed(),
        new MediaLineMalformed(),
        new RtpMapMissing(),
        new PayloadTypeConflict(),
        new ClockRateWrong(),
        new AttributeMisplaced(),
        new RtcpAttributeWrong(),
        new GroupBroken(),
        new PrivateAddressHint(),
    ];
}
