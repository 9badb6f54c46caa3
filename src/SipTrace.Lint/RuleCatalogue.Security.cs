using SipTrace.Lint.Security;

namespace SipTrace.Lint;

public static partial class RuleCatalogue
{
    private static Rule[] Security =>
    [
        new SdesInClear(),
        new SdesAndDtls(),
        new SecureProfileWithoutKeys(),
        new CryptoMalformed(),
        new CryptoAnswerWrong(),
        new ProfileChangedInAnswer(),
        new SetupRoleWrong(),
        new FingerprintMalformed(),
        new DtlsHandshakeWrong(),
    ];
}
