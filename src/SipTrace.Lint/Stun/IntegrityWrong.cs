using SipTrace.Correlation.Evidence;
using SipTrace.Lint.Ice;
using SipTrace.Wire.Stun;

namespace SipTrace.Lint.Stun;

internal sealed class IntegrityWrong()
    : CallRule("STUN002", "integrity-wrong", Severity.Error, RuleScope.DialogStun, "RFC 8489 §9.1.3; RFC 8445 §7.2.2")
{
    public override string Why =>
        "A check is signed with the ice-pwd of its receiver. One that fits no password the receiver ever announced is refused with "
        + "401. Passwords of another side, of another fork, or changed by a device on the way are the usual causes.";

    public override string Bad => Call("mi=bad");

    public override string Good => Call("");

    public override void Check(LintedCall call, Report report)
    {
        if (call.HasCutSdp) return;
        foreach (var check in call.Seen.Checks)
        {
            if (!StunMessage.TryParse(check.RequestBytes.Span, out var message) || message.IsCut) continue;
            if (Owner(call, check, message) is not { } whose) continue;
            report.Add(check.Request(), $"MESSAGE-INTEGRITY does not fit the ice-pwd of '{check.Receiver.Ufrag}'{whose}",
                once: check.Sender.Tag);
        }
    }

    // Whose password it is that fits; null where nothing is wrong.
    private static string? Owner(LintedCall call, IceCheck check, in StunMessage message)
    {
        if (check.Receiver.Password.Length == 0 || message.VerifyIntegrity(check.Receiver.Password) != StunIntegrity.Wrong) return null;
        return OwnerOfKey(call, check, message);
    }

    private static string? OwnerOfKey(LintedCall call, IceCheck check, in StunMessage message)
    {
        var owners = call.Seen.Credentials.Where(one => one.Ufrag == check.Receiver.Ufrag).Select(one => one.Tag).ToHashSet();
        string? other = null;
        foreach (var one in call.Seen.Credentials.DistinctBy(one => (one.Password, one.Tag)))
        {
            if (one.Password.Length == 0 || message.VerifyIntegrity(one.Password) != StunIntegrity.Right) continue;
            if (owners.Contains(one.Tag)) return null;
            other ??= $"; it is that of '{one.Ufrag}', {(one.Tag == check.Sender.Tag ? "its sender's own" : "of another party")}";
        }
        return other ?? "";
    }

    private static string Call(string integrity) => IceExample.Call(4,
        [IceExample.AliceAsks("0.400", 9, integrity), .. integrity.Length > 0 ? [] : new[] { IceExample.BobSays("0.420", 9) },
            .. IceExample.Checks, .. IceExample.Media("0.700", 150)]);
}
