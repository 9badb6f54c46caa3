namespace SipTrace.Lint.OfferAnswer;

internal sealed class ZeroAddressHold()
    : CallRule("OA015", "zero-address-hold", Severity.Info, RuleScope.Dialog, "RFC 3264 §8.4; RFC 6337 §5.4")
{
    public override string Why =>
        "Hold by c=0.0.0.0 is how RFC 2543 did it. It still works with most peers, but no RTCP flows, NAT bindings close, and with "
        + "ICE it means "
        + "something else. a=sendonly or a=inactive says the same and keeps the path.";

    public override string Bad => Held(Example.Sdp("0.0.0.0", "m=audio 11780 RTP/AVP 8"));

    public override string Good => Held(Example.Sdp("192.0.2.23", "m=audio 11780 RTP/AVP 8", "a=sendonly"));

    public override void Check(LintedCall call, Report report)
    {
        foreach (var exchange in call.Exchanges)
        {
            if (exchange.IsFirst) continue;
            foreach (var media in exchange.Offer.Media)
            {
                if (media is { IsLive: true, Port: not 9, HasAnyIce: false, Connection: { Address.IsZero: true } connection })
                    report.Add(exchange.Offer.ConnectionOf(media), $"hold by c={connection.Address}");
            }
        }
    }

    private static string Held(string offer) => new Example()
        .Invite(Example.Sdp("192.0.2.23", "m=audio 11780 RTP/AVP 8")).Ok(Example.Sdp("203.0.113.5", "m=audio 14872 RTP/AVP 8")).Ack()
        .Invite(offer.Replace("20017 1", "20017 2", StringComparison.Ordinal))
        .Ok(Example.Sdp("203.0.113.5", "m=audio 14872 RTP/AVP 8", "a=recvonly").Replace("20017 1", "20017 2", StringComparison.Ordinal))
        .Ack().Bye().ToString();
}
