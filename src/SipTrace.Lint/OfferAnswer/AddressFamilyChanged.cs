namespace SipTrace.Lint.OfferAnswer;

internal sealed class AddressFamilyChanged() : NegotiationRule("OA013", "address-family-changed", Severity.Warning, "RFC 6157 §4.1")
{
    public override string Why =>
        "Without ICE each side sends to the c= of the other. Where one is IPv4 and the other IPv6, at least one side needs both "
        + "families for it, and "
        + "a phone with one of them hears nothing.";

    public override string Bad => Example.Call(
        Example.Sdp("192.0.2.23", "m=audio 11780 RTP/AVP 8"), Example.Sdp("2001:db8::5", "m=audio 14872 RTP/AVP 8"));

    public override string Good => Example.Call(
        Example.Sdp("2001:db8::23", "m=audio 11780 RTP/AVP 8"), Example.Sdp("2001:DB8:0::5", "m=audio 14872 RTP/AVP 8"));

    public override void Check(Exchange exchange, LintedCall call, Report report)
    {
        foreach (var (offer, answer) in exchange.Streams)
        {
            if (!offer.IsLive || !answer.IsLive || (offer.HasIce && answer.HasIce)) continue;
            if (offer.Connection?.Address is not { IsLiteral: true, IsZero: false } there
                || answer.Connection?.Address is not { IsLiteral: true, IsZero: false } here) continue;
            if (there.IsIPv6 != here.IsIPv6)
                report.Add(exchange.Answer.ConnectionOf(answer), $"c= IP{(here.IsIPv6 ? 6 : 4)} answers c= IP{(there.IsIPv6 ? 6 : 4)}");
        }
    }
}
