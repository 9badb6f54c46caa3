using SipTrace.Wire.Sdp;

namespace SipTrace.Lint.Ice;

internal sealed class IceMismatchReported()
    : NegotiationRule("ICE022", "ice-mismatch-reported", Severity.Warning, "RFC 8839 §4.2.5, §5.3; RFC 5245 §5.1")
{
    public override string Why =>
        "The answerer found the default destination of the offer not among its candidates and left ICE. Where the offer is right on "
        + "this leg, a device further on rewrote it.";

    public override string Bad => Example.Call(
        IceExample.Offer.Replace("c=IN IP4 192.0.2.23", "c=IN IP4 203.0.113.99", StringComparison.Ordinal),
        Example.Sdp("203.0.113.5", IceExample.BobRtp, "a=rtcp-mux", "a=ice-mismatch"));

    public override string Good => Example.Call(IceExample.Offer, IceExample.Answer);

    public override void Check(Exchange exchange, LintedCall call, Report report)
    {
        var isSaidForAll = exchange.Answer.Document.Session.HasAttribute("ice-mismatch");
        foreach (var (offer, answer) in exchange.Streams)
        {
            if (!answer.IsLive || !answer.HasIceMismatch || IsToldNearerToOfferer(exchange, call)) continue;
            var place = exchange.Answer.InForce(answer, "ice-mismatch");
            var candidates = answer.HasAttribute("candidate") ? "; the answer lists candidates all the same, against the rule" : "";
            report.Add(place, $"a=ice-mismatch: {CauseOf(offer)}{candidates}");
            if (isSaidForAll && !answer.HasAttribute("ice-mismatch")) return;
        }
    }

    private static bool IsToldNearerToOfferer(Exchange exchange, LintedCall call) => call.Exchanges.Exists(other =>
        other.Answer.Message!.Logical == exchange.Answer.Message!.Logical && other.Offer.Message!.Time < exchange.Offer.Message!.Time);

    private static string CauseOf(SdpMedia offer) =>
        offer.HasMismatch() ? $"the offer it saw had {offer.Default}, no candidate"
        : offer.HasDummyDefault ? "the offer has a dummy default, which a peer of RFC 5245 takes for a mismatch"
        : !offer.HasAnyIce ? "the offer has no ICE here: it was changed on the way"
        : "the offer is right here, so it was changed further on";
}
