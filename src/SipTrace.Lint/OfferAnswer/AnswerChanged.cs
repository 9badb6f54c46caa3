using SipTrace.Correlation.Media;

namespace SipTrace.Lint.OfferAnswer;

internal sealed class AnswerChanged()
    : CallRule("OA009", "answer-changed", Severity.Warning, RuleScope.Dialog, "RFC 3261 §13.2.1; RFC 6337 §3.1.1")
{
    public override string Why =>
        "An INVITE with an offer has one answer; what a 183 says before it, the 200 repeats. Callers act on the first one they "
        + "see, so a different "
        + "second one leaves them sending to the wrong address, or to a port that is gone. Other forks may say what they like.";

    public override string Bad => Early("m=audio 17940 RTP/AVP 8");

    public override string Good => Early("m=audio 17002 RTP/AVP 8");

    public override void Check(LintedCall call, Report report)
    {
        foreach (var negotiation in call.Transcript.Negotiations)
        {
            if (negotiation.Kind != NegotiationKind.Invite || negotiation.Answer is not { IsReliable: false } before) continue;
            foreach (var after in negotiation.LaterAnswers)
            {
                if (call.BodyOf(before) is { } first && call.BodyOf(after) is { } second && BodyChange.HasChanged(first, second)
                    && !HasExchangeBetween(call, negotiation, before.Time, after.Time))
                    report.Add(second.FirstLine, $"the SDP of {after.Status} differs from that of the earlier {before.Status}");
                if (after.IsReliable) break;
                before = after;
            }
        }
    }

    private static bool HasExchangeBetween(LintedCall call, Negotiation invite, Wire.Bytes.Timestamp from, Wire.Bytes.Timestamp to) =>
        call.Transcript.Negotiations.Any(other => other.Leg == invite.Leg && other.Kind is NegotiationKind.Update or NegotiationKind.Prack
            && other.Offer.Time >= from && other.Offer.Time <= to);

    private static string Early(string answer) => new Example()
        .Invite(Example.Sdp("192.0.2.23", "m=audio 11780 RTP/AVP 8"))
        .Response("183 Session Progress", Example.Sdp("203.0.113.5", "m=audio 17002 RTP/AVP 8"))
        .Ok(Example.Sdp("203.0.113.5", answer).Replace("20017 1", "20017 2", StringComparison.Ordinal)).Ack().Bye().ToString();
}
