using SipTrace.Wire.Sdp;

namespace SipTrace.Lint.OfferAnswer;

internal sealed class DirectionConflict() : NegotiationRule("OA004", "direction-conflict", Severity.Warning, "RFC 3264 §6.1")
{
    public override string Why =>
        "Who is offered sendonly can only receive, or nothing; who is offered recvonly can only send, or nothing; inactive is "
        + "answered by inactive. "
        + "Another answer leaves both sides with different ideas of who is on hold.";

    public override string Bad => Held("a=sendrecv");

    public override string Good => Held("a=inactive");

    public override void Check(Exchange exchange, LintedCall call, Report report)
    {
        foreach (var (offer, answer) in exchange.Streams)
        {
            if (!offer.IsLive || !answer.IsLive || Fits(offer.Direction, answer.Direction)) continue;
            report.Add(PlaceOf(exchange.Answer, answer), $"a={answer.Direction.Name()} answers a={offer.Direction.Name()}");
        }
    }

    private static bool Fits(MediaDirection offer, MediaDirection answer) =>
        (offer.Receives() || !answer.Sends()) && (offer.Sends() || !answer.Receives());

    private static Place PlaceOf(SdpBody body, SdpMedia media) =>
        body.At(media.TryGetDirection(out var line, out _) || body.Document.Session.TryGetDirection(out line, out _) ? line
            : media.Line) with { Media = media.Index };

    private static string Held(string answer) => Example.Call(
        Example.Sdp("192.0.2.23", "m=audio 11780 RTP/AVP 8 0", "a=sendonly"),
            Example.Sdp("203.0.113.5", "m=audio 14872 RTP/AVP 8", answer));
}
