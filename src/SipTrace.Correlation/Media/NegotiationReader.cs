using SipTrace.Correlation.Sip;

namespace SipTrace.Correlation.Media;

/// <summary>Pairs offers with answers along one leg (RFC 3264, RFC 6337 §2).</summary>
/// <param name="all">Takes what is found.</param>
internal sealed class NegotiationReader(List<Negotiation> all)
{
    private readonly List<Negotiation> found = [];

    /// <summary>Reads one leg.</summary>
    public void Read(Leg leg)
    {
        if (!leg.Messages.Exists(message => message.Sdp is not null)) return;
        foreach (var message in leg.Messages)
        {
            if (message.IsRepeatOnLeg) continue;
            if (message.IsRequest) TakeRequest(leg, message);
            else TakeResponse(leg, message);
        }
        all.AddRange(found);
    }

    private void TakeRequest(Leg leg, TranscriptMessage message)
    {
        if (message.Sdp is null) return;
        switch (message.Method)
        {
            case "INVITE":
                Add(leg, message, NegotiationKind.Invite, isFirst: message.ToTag.Length == 0);
                break;
            case "UPDATE":
                Add(leg, message, NegotiationKind.Update, isFirst: false);
                break;
            case "ACK" when Pending(NegotiationKind.ResponseAck, message) is { } offer:
                offer.Answer = message;
                break;
            case "PRACK":
                if (Pending(NegotiationKind.ResponsePrack, message) is { } reliable) reliable.Answer = message;
                else Add(leg, message, NegotiationKind.Prack, isFirst: false);
                break;
        }
    }

    private void TakeResponse(Leg leg, TranscriptMessage message)
    {
        if (message.Status >= 300) Withdraw(message);
        else if (message.Method == "INVITE") TakeInviteResponse(leg, message);
        else if (message.Status >= 200 && message.Sdp is not null && Asked(message) is { Answer: null } asked)
        {
            asked.Answer = message;
            asked.ToTag = message.ToTag;
        }
    }

    private void TakeInviteResponse(Leg leg, TranscriptMessage message)
    {
        if (message.Sdp is null || message.Status <= 100) return;
        if (InviteOf(leg, message) is not { } invite) return;
        if (invite.Sdp is not null) TakeAnswer(message, invite);
        else if ((message.Status >= 200 || message.IsReliable) && !IsOffered(message))
        {
            var kind = message.Status >= 200 ? NegotiationKind.ResponseAck : NegotiationKind.ResponsePrack;
            Add(leg, message, kind, isFirst: invite.ToTag.Length == 0).ToTag = message.ToTag;
        }
    }

    private static TranscriptMessage? InviteOf(Leg leg, TranscriptMessage response)
    {
        foreach (var message in leg.Messages)
        {
            if (message is { IsRequest: true, IsRepeatOnLeg: false, Method: "INVITE" } && IsAnswerTo(response, message)) return message;
        }
        return null;
    }

    private bool IsOffered(TranscriptMessage response) => found.Exists(n =>
        n.Kind is NegotiationKind.ResponseAck or NegotiationKind.ResponsePrack
        && n.Offer.CSeq == response.CSeq && n.Offer.FromTag == response.FromTag && n.ToTag == response.ToTag);

    // Each To tag of a forked INVITE is a dialog with an answer of its own; the offer belongs to all of them.
    private void TakeAnswer(TranscriptMessage message, TranscriptMessage invite)
    {
        Negotiation? negotiation = null;
        foreach (var one in found)
        {
            if (one.Offer != invite) continue;
            if (one.Answer is null) negotiation ??= one;
            else if (one.ToTag == message.ToTag)
            {
                one.LaterAnswers.Add(message);
                return;
            }
        }
        negotiation ??= Add(invite.Leg, invite, NegotiationKind.Invite, isFirst: invite.ToTag.Length == 0);
        negotiation.Answer = message;
        negotiation.ToTag = message.ToTag;
    }

    private void Withdraw(TranscriptMessage refusal)
    {
        foreach (var negotiation in found)
        {
            if (negotiation.Offer.IsRequest && IsAnswerTo(refusal, negotiation.Offer) && negotiation.Answer is null) negotiation.IsWithdrawn = true;
        }
    }

    private Negotiation Add(Leg leg, TranscriptMessage offer, NegotiationKind kind, bool isFirst)
    {
        var negotiation = new Negotiation { Leg = leg, Offer = offer, Kind = kind, IsFirst = isFirst, ToTag = offer.ToTag };
        found.Add(negotiation);
        return negotiation;
    }

    private Negotiation? Pending(NegotiationKind kind, TranscriptMessage answer) => found.FindLast(n => n.Kind == kind
        && n.Answer is null && n.ToTag == answer.ToTag && n.Offer.FromTag == answer.FromTag
        && (kind != NegotiationKind.ResponseAck || n.Offer.CSeq == answer.CSeq));

    private Negotiation? Asked(TranscriptMessage response) =>
        found.FindLast(n => n.Kind is NegotiationKind.Update or NegotiationKind.Prack && IsAnswerTo(response, n.Offer));

    private static bool IsAnswerTo(TranscriptMessage response, TranscriptMessage request) =>
        response.CSeq == request.CSeq && response.Method == request.Method && response.FromTag == request.FromTag
        && (request.Branch.IsEmpty || response.Branch.SequenceEqual(request.Branch));
}
