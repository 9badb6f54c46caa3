using SipTrace.Correlation.Evidence;
using SipTrace.Correlation.Ice;
using SipTrace.Lint.Ice;

namespace SipTrace.Lint.Stun;

internal sealed class ResponseFromElsewhere()
    : CallRule("STUN007", "response-from-elsewhere", Severity.Error, RuleScope.DialogStun, "RFC 8445 §7.2.5.2.1")
{
    public override string Why =>
        "The answer to a check comes from where the check was sent to. From another address or port the agent must take it for no "
        + "answer: the path is not the same both ways, as with a host that answers from another interface.";

    public override string Bad => Call("203.0.113.5:14890");

    public override string Good => Call("203.0.113.5:14872");

    public override void Check(LintedCall call, Report report)
    {
        foreach (var check in call.Seen.Checks)
        {
            if ((check.Transaction.Flags & StunFlags.AnsweredFromElsewhere) == 0 || check.Transaction.AnswerSource < 0
                || !check.Relay.IsNone) continue;
            var from = call.Trace.Endpoints[check.Transaction.AnswerSource];
            if (call.Seen.AreSameSocket(from, check.To) || call.Trace.Turn.Find(check.To) is not null || IsSeenElsewhere(call, check))
                continue;
            report.Add(check.Answer(), $"check sent to {check.To}, answered from {from}", once: $"{check.From} {check.To} {from}");
        }
    }

    // Forwarded by a NAT or a relay of media, it shows on two legs, and the answer may be seen on one alone.
    private static bool IsSeenElsewhere(LintedCall call, IceCheck check) =>
        call.Seen.Checks.Any(other => other.Index != check.Index && other.Transaction.IsSameRequest(check.Transaction));

    private static string Call(string from) => IceExample.Call(4,
        [IceExample.AliceAsks("0.400", 9), IceExample.BobSays("0.420", 9, from: from), .. IceExample.Checks,
            .. IceExample.Media("0.700", 150)]);
}
