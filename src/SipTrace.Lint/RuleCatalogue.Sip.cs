using SipTrace.Lint.Sip;

namespace SipTrace.Lint;

public static partial class RuleCatalogue
{
    private static Rule[] Sip =>
    [
        new ContentLengthWrong(),
        new MandatoryHeaderMissing(),
        new SuccessNotAcknowledged(),
        new RequestUnanswered(),
        new UdpMessageTooLarge(),
        new IceTagMisused(),
        new ReliableResponseNotPracked(),
        new InDialogRequestRefused(),
    ];
}
