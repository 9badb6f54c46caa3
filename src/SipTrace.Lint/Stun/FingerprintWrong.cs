using SipTrace.Correlation.Ice;
using SipTrace.Lint.Ice;
using SipTrace.Wire.Stun;

namespace SipTrace.Lint.Stun;

internal sealed class FingerprintWrong()
    : CallRule("STUN001", "fingerprint-wrong", Severity.Warning, RuleScope.DialogStun, "RFC 8489 §14.7")
{
    public override string Why =>
        "FINGERPRINT is a checksum over the whole message. Where it does not fit, a box on the way changed the message, as ALGs do "
        + "that look for addresses in any packet; receivers drop it.";

    public override string Bad => Call("fp=bad");

    public override string Good => Call("");

    public override bool NeedsMedia => false;

    public override void Check(LintedCall call, Report report)
    {
        foreach (var check in call.Seen.Checks)
        {
            if ((check.Transaction.Flags & StunFlags.HasWrongFingerprint) != 0)
                report.Add(check.Request(), "FINGERPRINT of the Binding request is wrong", once: $"{check.From} {check.To}");
        }
        foreach (var index in call.Seen.ServerRequests)
        {
            ref var request = ref call.Trace.Stun.Transactions[index];
            if (request.Method != StunMethod.Binding || (request.Flags & StunFlags.HasWrongFingerprint) == 0) continue;
            var source = call.Trace.Endpoints[request.Source];
            report.Add(call.Trace.RequestPlace(index, source.AddressText()), "FINGERPRINT of the Binding request is wrong",
                once: $"{source} {call.Trace.Endpoints[request.Destination]}");
        }
    }

    private static string Call(string fingerprint) => IceExample.Call(4,
        [IceExample.AliceAsks("0.400", 9, fingerprint), .. fingerprint.Length > 0 ? [] : new[] { IceExample.BobSays("0.420", 9) },
            .. IceExample.Checks, .. IceExample.Media("0.700", 150)]);
}
