using SipTrace.Correlation.Ice;
using SipTrace.Lint.Ice;
using SipTrace.Wire.Stun;

namespace SipTrace.Lint.Stun;

internal sealed class CheckIncomplete()
    : CallRule("STUN003", "check-incomplete", Severity.Error, RuleScope.DialogStun,
        "RFC 8445 §7.1.1, §7.1.3, §7.2.2, §7.2.4; RFC 8489 §9.1.3")
{
    public override string Why =>
        "A check has MESSAGE-INTEGRITY, FINGERPRINT, PRIORITY and ICE-CONTROLLING or ICE-CONTROLLED, and its success answer "
        + "MESSAGE-INTEGRITY. Peers refuse a check that lacks one, and drop an answer that anybody may have written.";

    public override string Bad => Call(" prio=1862270975");

    public override string Good => Call("");

    public override void Check(LintedCall call, Report report)
    {
        foreach (var check in call.Seen.Checks)
        {
            if ((check.Transaction.Flags & StunFlags.IsComplete) == 0 && StunMessage.TryParse(check.RequestBytes.Span, out var request) && !request.IsCut
                && Missing(request) is { } missing)
                report.Add(check.Request(), $"check without {missing}", once: $"{check.Sender.Tag} {missing}");
            if (check.IsSuccess && (check.Transaction.Flags & StunFlags.IsAnswerSigned) == 0
                && StunMessage.TryParse(check.AnswerBytes.Span, out var answer) && !answer.IsCut
                && !HasIntegrity(answer))
                report.Add(check.Answer(), "success answer to a check without MESSAGE-INTEGRITY", once: $"{check.Receiver.Tag} answer");
        }
    }

    private static string? Missing(in StunMessage request) =>
        !HasIntegrity(request) ? "MESSAGE-INTEGRITY"
        : !request.HasFingerprint ? "FINGERPRINT"
        : !request.Has(StunAttributeType.Priority) ? "PRIORITY"
        : !request.Has(StunAttributeType.IceControlling)
            && !request.Has(StunAttributeType.IceControlled) ? "ICE-CONTROLLING or ICE-CONTROLLED"
        : null;

    private static bool HasIntegrity(in StunMessage message) =>
        message.Has(StunAttributeType.MessageIntegrity) || message.Has(StunAttributeType.MessageIntegritySha256);

    private static string Call(string leftOut) => IceExample.Call(4,
        [.. IceExample.Checks.Select((line, i) => i == 0 && leftOut.Length > 0 ? line.Replace(leftOut, "", StringComparison.Ordinal)
            : line), .. IceExample.Media("0.700", 150)]);
}
