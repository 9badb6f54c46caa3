namespace SipTrace.Lint.OfferAnswer;

internal sealed class MediaLinesDiffer() : NegotiationRule("OA001", "m-lines-differ", Severity.Error, "RFC 3264 §6, §6.1")
{
    public override string Why =>
        "An answer has as many m= lines as the offer, in the same order: their place is all that ties them together. A stream that "
        + "is not wanted "
        + "stays in the answer with port 0. With a line missing, the offerer takes one stream for another.";

    public override string Bad => Example.Call(
        Example.Sdp("192.0.2.23", "m=audio 11780 RTP/AVP 8 0", "m=video 11790 RTP/AVP 99", "a=rtpmap:99 H264/90000"),
        Example.Sdp("203.0.113.5", "m=audio 14872 RTP/AVP 8"));

    public override string Good => Example.Call(
        Example.Sdp("192.0.2.23", "m=audio 11780 RTP/AVP 8 0", "m=video 11790 RTP/AVP 99", "a=rtpmap:99 H264/90000"),
        Example.Sdp("203.0.113.5", "m=audio 14872 RTP/AVP 8", "m=video 0 RTP/AVP 99"));

    public override void Check(Exchange exchange, LintedCall call, Report report)
    {
        var (offered, answered) = (exchange.Offer.Media.Count, exchange.Answer.Media.Count);
        if (offered != answered)
        {
            report.Add(exchange.Answer.FirstLine, $"the offer has {offered} m= line{(offered == 1 ? "" : "s")}, the answer {answered}");
            return;
        }
        foreach (var (offer, answer) in exchange.Streams)
        {
            if (answer.IsLive && !answer.Kind.Equals(offer.Kind, StringComparison.OrdinalIgnoreCase))
                report.Add(exchange.Answer.At(answer.Line), $"m={answer.Kind} answers m={offer.Kind}");
        }
    }
}
