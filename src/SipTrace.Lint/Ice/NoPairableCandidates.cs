using SipTrace.Wire.Bytes;
using SipTrace.Wire.Sdp;

namespace SipTrace.Lint.Ice;

internal sealed class NoPairableCandidates()
    : NegotiationRule("ICE029", "no-pairable-candidates", Severity.Error, "RFC 8445 §6.1.2.2; RFC 6544 §6.2")
{
    public override string Why =>
        "Two candidates make a pair where both are IPv4 or both IPv6, both UDP or both TCP (one active, one passive). Without a "
        + "single pair ICE fails before the first check.";

    public override string Bad => Example.Call(IceExample.Offer, Ipv6Answer());

    public override string Good => Example.Call(IceExample.Offer, IceExample.Answer);

    public override void Check(Exchange exchange, LintedCall call, Report report)
    {
        foreach (var (offer, answer) in exchange.Streams)
        {
            if (!CanPairAtAll(offer) || !CanPairAtAll(answer) || offer.HasIceMismatch || answer.HasIceMismatch) continue;
            if (offer.HasComponent(1) && answer.HasComponent(1) && !CanPair(offer, answer))
                report.Add(exchange.Answer.At(answer.Line), "no candidate of the answer pairs with one of the offer");
        }
    }

    private static bool CanPairAtAll(SdpMedia media) => media is { IsLive: true, HasIce: true, Trickles: false, Inherits: false };

    private static bool CanPair(SdpMedia offer, SdpMedia answer)
    {
        foreach (var one in offer.Candidates)
        {
            foreach (var other in answer.Candidates)
            {
                if (one.Component == 1 && other.Component == 1 && CanPair(one, other)) return true;
            }
        }
        return false;
    }

    private static bool CanPair(SdpCandidate one, SdpCandidate other)
    {
        if (one.IsTcp != other.IsTcp) return false;
        if (one.IsTcp && (one.TcpType, other.TcpType) is not (("active", "passive") or ("passive", "active") or ("so", "so"))) return false;
        if (!one.Address.IsLiteral || !other.Address.IsLiteral) return true;
        return one.Endpoint.IsIPv4 == other.Endpoint.IsIPv4
            && (one.Endpoint.IsIPv4 || one.Endpoint.IsLinkLocal() == other.Endpoint.IsLinkLocal());
    }

    private static string Ipv6Answer() =>
        Example.Sdp("2001:db8::5", "a=ice-ufrag:yT46", "a=ice-pwd:0f3e9d77c1b2a45580aa91", IceExample.BobRtp, "a=rtcp-mux",
        "a=candidate:1 1 UDP 2130706431 2001:db8::5 14872 typ host");
}
