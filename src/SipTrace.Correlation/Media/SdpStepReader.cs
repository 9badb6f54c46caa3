using SipTrace.Correlation.Sip;

namespace SipTrace.Correlation.Media;

/// <summary>Finds which descriptions of a call are worth comparing. Each exchange is followed on the leg of its offerer, where it was seen first.</summary>
internal sealed class SdpStepReader(CallTranscript transcript)
{
    private readonly List<SdpStep> steps = [];
    private readonly HashSet<(TranscriptMessage, TranscriptMessage)> compared = [];

    public IReadOnlyList<SdpStep> Read()
    {
        var exchanges = new HashSet<(LogicalMessage Offer, LogicalMessage? Answer)>();
        var answered = transcript.Negotiations.Where(exchange => exchange.Answer is not null).Select(exchange => exchange.Offer.Logical).ToHashSet();
        foreach (var exchange in transcript.Negotiations)
        {
            if (exchange.Offer.Sdp is null || (exchange.Answer is null && answered.Contains(exchange.Offer.Logical))) continue;
            if (exchanges.Add((exchange.Offer.Logical, exchange.Answer?.Logical))) Take(exchange);
        }
        foreach (var logical in transcript.LogicalMessages)
        {
            foreach (var hop in logical.Hops)
            {
                if (hop is { Before.Sdp: not null, After.Sdp: not null } && SdpStep.Of(hop) is { Changes.Count: > 0 } step) steps.Add(step);
            }
        }
        return [.. steps.OrderBy(step => step.After.Time).ThenBy(step => step.After.Index)];
    }

    private void Take(Negotiation exchange)
    {
        TakeNext(exchange.Leg, exchange.Offer, exchange.ToTag, SdpStepKind.Offers);
        if (exchange.Answer is not { Sdp: { } answer }) return;
        steps.Add(new SdpStep(SdpStepKind.OfferAnswer, exchange.Offer, exchange.Answer, SdpDiff.OfAnswer(exchange.Offer.Sdp!, answer)));
        TakeNext(exchange.Leg, exchange.Answer, exchange.ToTag, SdpStepKind.Answers);
        foreach (var later in exchange.LaterAnswers) TakeNext(exchange.Leg, later, exchange.ToTag, SdpStepKind.Answers, isAnew: false);
    }

    // Set against what the same side said last in this dialog on this leg.
    private void TakeNext(Leg leg, TranscriptMessage message, string toTag, SdpStepKind kind, bool isAnew = true)
    {
        if (message.Sdp is null) return;
        var before = leg.Messages.FindLast(other => other.Sdp is not null && !other.IsRepeatOnLeg && other.Time <= message.Time && other != message
            && other.SenderTag == message.SenderTag && other.Logical != message.Logical && IsInDialog(other, message, toTag)
            && other.Method is "INVITE" or "ACK" or "PRACK" or "UPDATE");
        if (before is null || !compared.Add((before, message))) return;
        var changes = SdpDiff.Between(before.Sdp!, message.Sdp);
        if (isAnew || changes.Count > 0) steps.Add(new SdpStep(kind, before, message, changes));
    }

    private static bool IsInDialog(TranscriptMessage earlier, TranscriptMessage message, string toTag)
    {
        var peer = earlier.IsRequest ? earlier.ToTag : earlier.FromTag;
        return peer.Length == 0 || peer == (message.IsRequest ? message.ToTag.Length > 0 ? message.ToTag : toTag : message.FromTag);
    }
}
