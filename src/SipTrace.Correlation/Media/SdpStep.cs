using SipTrace.Correlation.Sip;

namespace SipTrace.Correlation.Media;

/// <summary>Two session descriptions of a call, one of which follows from the other, and what is different in the second.</summary>
/// <param name="Kind">Which two they are.</param>
/// <param name="Before">The message with the first.</param>
/// <param name="After">The message with the second.</param>
/// <param name="Changes">What is different, m= line by m= line.</param>
public sealed record SdpStep(SdpStepKind Kind, TranscriptMessage Before, TranscriptMessage After, IReadOnlyList<SdpChange> Changes)
{
    /// <summary>What was passed in between; null but for <see cref="SdpStepKind.Hop"/>.</summary>
    public Hop? Hop { get; private init; }

    /// <summary>The steps of a call in the order of their second messages. A message that passed a hop unchanged makes none.</summary>
    public static IReadOnlyList<SdpStep> Of(CallTranscript transcript) => new SdpStepReader(transcript).Read();

    /// <summary>Compares any two messages that carry SDP.</summary>
    public static SdpStep Between(CallTranscript transcript, TranscriptMessage before, TranscriptMessage after)
    {
        if (transcript.Negotiations.Any(exchange => exchange.Offer.Logical == before.Logical && exchange.Answer?.Logical == after.Logical))
            return new SdpStep(SdpStepKind.OfferAnswer, before, after, SdpDiff.OfAnswer(before.Sdp!, after.Sdp!));
        var changes = SdpDiff.Between(before.Sdp!, after.Sdp!);
        if (before.Logical == after.Logical) return new SdpStep(SdpStepKind.Hop, before, after, changes) { Hop = new Hop(before, after) };
        var isAnswer = transcript.Negotiations.Any(exchange => exchange.Answer?.Logical == after.Logical);
        return new SdpStep(isAnswer ? SdpStepKind.Answers : SdpStepKind.Offers, before, after, changes);
    }

    internal static SdpStep Of(Hop hop) =>
        new(SdpStepKind.Hop, hop.Before, hop.After, SdpDiff.Between(hop.Before.Sdp!, hop.After.Sdp!)) { Hop = hop };
}
