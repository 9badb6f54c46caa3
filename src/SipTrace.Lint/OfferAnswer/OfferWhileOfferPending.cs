using SipTrace.Correlation.Media;
using SipTrace.Correlation.Sip;

namespace SipTrace.Lint.OfferAnswer;

internal sealed class OfferWhileOfferPending()
    : CallRule("OA011", "offer-while-offer-pending", Severity.Warning, RuleScope.Dialog, "RFC 3261 §13.2.1; RFC 3311 §5.1; RFC 6337 §4.2")
{
    // A transaction other than INVITE is over by then, whatever the capture missed of it (64 * T1).
    private static readonly TimeSpan longestTransaction = TimeSpan.FromSeconds(32);

    public override string Why =>
        "While an offer waits for its answer neither side may make another, or both lose track of what is agreed. Offers that "
        + "cross are ended by "
        + "491, and that is right.";

    public override string Bad => Crossing("200 OK", isAccepted: true);

    public override string Good => Crossing("491 Request Pending", isAccepted: false);

    public override void Check(LintedCall call, Report report)
    {
        var all = call.Transcript.Negotiations;
        if (all.Count < 2) return;
        foreach (var later in all)
        {
            if (later.Offer.ToTag.Length == 0 || RefusalOf(later.Offer) is { Status: 491 or 500 }) continue;
            var pending = PendingBefore(all, later);
            if (pending is null || call.BodyOf(later.Offer) is not { } body) continue;
            var what = pending.Offer.IsRequest ? pending.Offer.Method : $"{pending.Offer.Status}";
            report.Add(body.FirstLine, $"a new offer while the one of {what} (CSeq {pending.Offer.CSeq}) has no answer yet",
                [new Evidence(pending.Offer.Record.File, pending.Offer.Frame, "the offer without an answer")]);
        }
    }

    private static Negotiation? PendingBefore(IReadOnlyList<Negotiation> all, Negotiation later)
    {
        for (var i = 0; i < all.Count; i++)
        {
            var earlier = all[i];
            if (earlier != later && earlier.Leg == later.Leg && earlier.Offer.Time < later.Offer.Time
                && IsSameDialog(earlier, later) && IsPending(earlier, later.Offer)) return earlier;
        }
        return null;
    }

    private static bool IsSameDialog(Negotiation earlier, Negotiation later)
    {
        var (one, other) = (earlier.Offer, later.Offer);
        return (one.FromTag == other.FromTag
            && (one.ToTag == other.ToTag || one.ToTag.Length == 0 && (earlier.ToTag.Length == 0 || earlier.ToTag == other.ToTag)))
            || (one.FromTag == other.ToTag
            && (one.ToTag == other.FromTag || one.ToTag.Length == 0 && (earlier.ToTag.Length == 0 || earlier.ToTag == other.FromTag)));
    }

    private static bool IsPending(Negotiation earlier, TranscriptMessage next)
    {
        if (earlier.Answer is { } answer && answer.Time <= next.Time) return false;
        if (RefusalOf(earlier.Offer) is { } refusal && refusal.Time <= next.Time) return false;
        if (earlier.Kind is not (NegotiationKind.Invite or NegotiationKind.ResponseAck))
            return next.Time - earlier.Offer.Time < longestTransaction;
        // An ACK that passed shows that the answer did, or never will.
        return !earlier.Leg.Messages.Exists(m => m.Method == "ACK" && m.CSeq == earlier.Offer.CSeq && m.FromTag == earlier.Offer.FromTag
            && m.Time <= next.Time);
    }

    private static TranscriptMessage? RefusalOf(TranscriptMessage request)
    {
        if (!request.IsRequest) return null;
        foreach (var message in request.Leg.Messages)
        {
            if (message.Status >= 300 && message.Method == request.Method && message.CSeq == request.CSeq
                && message.FromTag == request.FromTag) return message;
        }
        return null;
    }

    private static string Crossing(string status, bool isAccepted) => new Example()
        .Invite(Example.Sdp("192.0.2.23", "m=audio 11780 RTP/AVP 8")).Ok(Example.Sdp("203.0.113.5", "m=audio 14872 RTP/AVP 8")).Ack()
        .Invite(Example.Sdp("192.0.2.23", "m=audio 11780 RTP/AVP 8", "a=inactive").Replace("20017 1", "20017 2", StringComparison.Ordinal))
        .Invite(Example.Sdp("203.0.113.5", "m=audio 14872 RTP/AVP 8", "a=sendonly")
        .Replace("20017 1", "20017 2", StringComparison.Ordinal), byBob: true)
        .Response(status, !isAccepted ? ""
        : Example.Sdp("192.0.2.23", "m=audio 11780 RTP/AVP 8", "a=recvonly").Replace("20017 1", "20017 3", StringComparison.Ordinal))
        .ToString();
}
