using SipTrace.Lint.Rtcp;

namespace SipTrace.Lint;

public static partial class RuleCatalogue
{
    private static Rule[] Rtcp =>
    [
        new RtcpToWrongPort(),
        new RtcpMuxDisregarded(),
        new PeerReportsNothingReceived(),
    ];
}
