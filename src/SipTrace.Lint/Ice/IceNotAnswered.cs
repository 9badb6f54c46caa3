namespace SipTrace.Lint.Ice;

internal sealed class IceNotAnswered() : NegotiationRule("ICE020", "ice-not-answered", Severity.Info, "RFC 8839 §4.3.3")
{
    public override string Why =>
        "One side offered ICE and the other does not speak it, or a device between took it out. The call goes on with the addresses "
        + "of c= and m=; behind NATs these alone do not carry media.";

    public override string Bad => Example.Call(IceExample.Offer, Example.Sdp("203.0.113.5", IceExample.BobRtp, "a=rtcp-mux"));

    public override string Good => Example.Call(IceExample.Offer, IceExample.Answer);

    public override void Check(Exchange exchange, LintedCall call, Report report)
    {
        foreach (var (offer, answer) in exchange.Streams)
        {
            if (!offer.HasIce || answer.HasAnyIce || (offer.Candidates.Count == 0 && !offer.Trickles)) continue;
            if (answer.IsLive && !answer.Inherits && !answer.HasIceMismatch)
                report.Add(exchange.Answer.At(answer.Line), "ICE was offered, the answer has none: RFC 3264 media");
        }
    }
}
