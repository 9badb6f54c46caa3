using SipTrace.Correlation.Media;
using SipTrace.Correlation.Sip;

namespace SipTrace.Lint.OfferAnswer;

internal sealed class OfferNotAnswered()
    : CallRule("OA010", "offer-not-answered", Severity.Error, RuleScope.Dialog, "RFC 3261 §13.2.1, §13.3.1.4; RFC 3262 §5; RFC 3311 §5.2")
{
    public override string Why =>
        "Every offer is answered at a fixed place: that of an INVITE in its 2xx at the latest, that of a 2xx in its ACK, that of a "
        + "reliable response "
        + "in its PRACK, that of PRACK and UPDATE in their 2xx. A call without an answer has no media, or media that each side guesses.";

    public override string Bad => new Example().Invite().Ok(Example.Sdp("203.0.113.5", "m=audio 14872 RTP/AVP 8")).Ack().Bye().ToString();

    public override string Good => new Example().Invite(Example.Sdp("192.0.2.23", "m=audio 11780 RTP/AVP 8"))
        .Response("183 Session Progress", Example.Sdp("203.0.113.5", "m=audio 14872 RTP/AVP 8")).Ok().Ack().Bye().ToString();

    public override bool NeedsMedia => false;

    public override void Check(LintedCall call, Report report)
    {
        if (call.HasCutSdp) return;
        foreach (var leg in call.Transcript.Legs)
        {
            foreach (var message in leg.Messages)
            {
                if (message.IsRepeatOnLeg || message.Sdp is not null || !MayLackSdp(message) || HasBody(message)) continue;
                if (FaultOf(call, leg, message) is { } fault) report.Add(Place.StartLine(message), fault);
            }
        }
    }

    // An ACK or PRACK may owe the answer to an offer in the response; a 2xx may owe one, or an offer, to its request.
    private static bool MayLackSdp(TranscriptMessage message) => message.IsRequest ? message.Method is "ACK" or "PRACK"
        : message is { Status: >= 200 and < 300, Method: "INVITE" or "UPDATE" or "PRACK" };

    // A body that is no SDP may still hold an answer that cannot be read here: encrypted, signed, of a type of its own.
    private static bool HasBody(TranscriptMessage message) => !message.Parse().Body.IsEmpty;

    private static string? FaultOf(LintedCall call, Leg leg, TranscriptMessage message)
    {
        if (message.IsRequest) return OpenBefore(call, leg, message) is not { } open ? null
            : $"the offer in the {open.Offer.Status} was never answered: {message.Method} without SDP";
        return message.Status is >= 200 and < 300 ? FaultOfSuccess(call, leg, message) : null;
    }

    // The offer in a response that an ACK or PRACK should answer.
    private static Negotiation? OpenBefore(LintedCall call, Leg leg, TranscriptMessage message)
    {
        var kind = message.Method == "ACK" ? NegotiationKind.ResponseAck : NegotiationKind.ResponsePrack;
        for (var i = call.Transcript.Negotiations.Count - 1; i >= 0; i--)
        {
            var one = call.Transcript.Negotiations[i];
            if (one.Leg == leg && one.Kind == kind && one.Answer is null
                && one.Offer.FromTag == message.FromTag && one.ToTag == message.ToTag
                && one.Offer.Time <= message.Time && (kind == NegotiationKind.ResponsePrack || one.Offer.CSeq == message.CSeq)) return one;
        }
        return null;
    }

    private static string? FaultOfSuccess(LintedCall call, Leg leg, TranscriptMessage message)
    {
        var request = leg.Messages.Find(m => m.IsRequest && m.Method == message.Method && m.CSeq == message.CSeq
            && m.FromTag == message.FromTag);
        if (request is null) return null;
        if (message.Method is "UPDATE" or "PRACK")
        {
            var offers = call.Transcript.Negotiations.Any(n => n.Offer == request
                && n.Kind is NegotiationKind.Update or NegotiationKind.Prack);
            return offers ? $"the offer in the {message.Method} was never answered: {message.Status} without SDP" : null;
        }
        if (message.Method != "INVITE") return null;
        var said = leg.Messages.Where(m => m is { IsRequest: false, Method: "INVITE", Sdp: not null } && m.CSeq == message.CSeq
            && m.ToTag == message.ToTag && m.Time <= message.Time);
        if (request.Sdp is not null) return said.Any() ? null : $"the offer in the INVITE was never answered: {message.Status} without SDP";
        return said.Any(m => m.IsReliable) ? null : $"neither the INVITE nor its {message.Status} offers anything";
    }
}
