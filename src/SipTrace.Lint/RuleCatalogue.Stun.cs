using SipTrace.Lint.Stun;

namespace SipTrace.Lint;

public static partial class RuleCatalogue
{
    private static Rule[] Stun =>
    [
        new FingerprintWrong(),
        new IntegrityWrong(),
        new CheckIncomplete(),
        new UsernameUnknown(),
        new StaleCredentials(),
        new CheckRefused(),
        new ResponseFromElsewhere(),
        new ServerUnanswered(),
    ];
}
