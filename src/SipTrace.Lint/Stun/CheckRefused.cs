using SipTrace.Lint.Ice;

namespace SipTrace.Lint.Stun;

internal sealed class CheckRefused()
    : CallRule("STUN006", "check-refused", Severity.Error, RuleScope.DialogStun, "RFC 8489 §9.1.3; RFC 8445 §7.2.5.2.4")
{
    public override string Why =>
        "The receiver of a check refused it: 401 where the signature does not fit its password, 400 where something is missing, 420 "
        + "for an attribute it does not know. The pair fails. 487, the conflict of roles, is no refusal.";

    public override string Bad => Call("err", "code=401");

    public override string Good => Call("ok", "mapped=192.0.2.23:11780");

    public override void Check(LintedCall call, Report report)
    {
        foreach (var check in call.Seen.Checks)
        {
            if (check.Transaction.ErrorCode is not (0 or 487) and var code)
                report.Add(check.Answer(), $"check {check.From} > {check.To} answered with {code}",
                    once: $"{check.From} {check.To} {code}");
        }
    }

    private static string Call(string what, string more) => IceExample.Call(4,
        [IceExample.AliceAsks("0.400", 9), IceExample.BobSays("0.420", 9, what, more), .. IceExample.Checks,
            .. IceExample.Media("0.700", 150)]);
}
