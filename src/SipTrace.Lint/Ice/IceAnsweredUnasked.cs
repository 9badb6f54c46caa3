namespace SipTrace.Lint.Ice;

internal sealed class IceAnsweredUnasked() : NegotiationRule("ICE021", "ice-answered-unasked", Severity.Warning, "RFC 8839 §4.3.2")
{
    public override string Why =>
        "An answer has ICE only where the offer had it. Either a device took ICE out of the offer alone, or the answerer writes it "
        + "always; the offerer will not check.";

    public override string Bad => Example.Call(Example.Sdp("192.0.2.23", IceExample.AliceRtp, "a=rtcp-mux"), IceExample.Answer);

    public override string Good => Example.Call(IceExample.Offer, IceExample.Answer);

    public override void Check(Exchange exchange, LintedCall call, Report report)
    {
        foreach (var (offer, answer) in exchange.Streams)
        {
            if (!offer.HasAnyIce && !offer.Inherits && offer.IsLive && answer is { IsLive: true, HasAnyIce: true, HasIceMismatch: false })
                report.Add(exchange.Answer.At(answer.Line), "ICE in the answer, none in the offer");
        }
    }
}
