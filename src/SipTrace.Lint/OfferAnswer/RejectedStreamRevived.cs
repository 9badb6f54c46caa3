namespace SipTrace.Lint.OfferAnswer;

internal sealed class RejectedStreamRevived() : NegotiationRule("OA003", "rejected-stream-revived", Severity.Error, "RFC 3264 §8.2")
{
    public override string Why =>
        "A stream offered with port 0 is not wanted, and only the offerer can bring it back. An answer with a port there opens a "
        + "socket that nobody "
        + "will ever send to; some offerers refuse the whole answer.";

    public override string Bad => Example.Call(
        Example.Sdp("192.0.2.23", "m=audio 11780 RTP/AVP 8 0", "m=video 0 RTP/AVP 34"),
        Example.Sdp("203.0.113.5", "m=audio 14872 RTP/AVP 8", "m=video 15012 RTP/AVP 34"));

    public override string Good => Example.Call(
        Example.Sdp("192.0.2.23", "m=audio 11780 RTP/AVP 8 0", "m=video 0 RTP/AVP 34"),
        Example.Sdp("203.0.113.5", "m=audio 14872 RTP/AVP 8", "m=video 0 RTP/AVP 34"));

    public override void Check(Exchange exchange, LintedCall call, Report report)
    {
        foreach (var (offer, answer) in exchange.Streams)
        {
            if (!offer.IsLive && offer.IsPortValid && answer.Port > 0)
                report.Add(exchange.Answer.At(answer.Line), $"port {answer.Port} answers a stream offered with port 0");
        }
    }
}
