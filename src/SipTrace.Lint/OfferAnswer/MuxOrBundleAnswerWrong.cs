using SipTrace.Wire.Sdp;

namespace SipTrace.Lint.OfferAnswer;

internal sealed class MuxOrBundleAnswerWrong()
    : NegotiationRule("OA014", "mux-or-bundle-answer-wrong", Severity.Error, "RFC 8035 §3.1; RFC 8858 §4.3; RFC 9143 §7.3")
{
    public override string Why =>
        "RTP and RTCP share a port, and m= lines a transport, only where the offer said so. An answer that takes what was not "
        + "offered, or refuses "
        + "what the offer cannot do without, leaves RTCP or whole streams without a path.";

    public override string Bad => Answered("a=rtcp-mux");

    public override string Good => Answered("a=rtcp:14873");

    public override void Check(Exchange exchange, LintedCall call, Report report)
    {
        foreach (var (offer, answer) in exchange.Streams)
        {
            if (!offer.IsLive || !answer.IsLive) continue;
            if (answer.HasAttribute("rtcp-mux") && !offer.IsRtcpMux)
                report.Add(exchange.Answer.At(answer.Line), "a=rtcp-mux was not offered");
            else if (!answer.IsRtcpMux && NeedsMux(offer, answer))
                report.Add(exchange.Answer.At(answer.Line), "the offer has RTCP only multiplexed, the answer has no a=rtcp-mux");
        }
        if (exchange.Answer.Document.Groups.Count > 0) CheckBundles(exchange.Offer, exchange.Answer, report);
    }

    // DTLS-SRTP with candidates for RTP alone: there is nowhere else for RTCP to go.
    private static bool NeedsMux(SdpMedia offer, SdpMedia answer) => offer.HasAttribute("rtcp-mux-only")
        || (offer.Protocol.StartsWith("UDP/TLS/", StringComparison.OrdinalIgnoreCase) && offer.IsRtcpMux && answer.HasAnyIce
            && offer.Candidates.Count > 0 && offer.Candidates.All(candidate => candidate.Component != 2));

    private static void CheckBundles(SdpBody offer, SdpBody answer, Report report)
    {
        var offered = offer.Document.Groups.Where(group => group.IsBundle).SelectMany(group => group.Mids).ToHashSet();
        foreach (var group in answer.Document.Groups.Where(group => group.IsBundle))
        {
            if (group.Mids.FirstOrDefault(mid => !offered.Contains(mid)) is { } stranger)
                report.Add(answer.At(group.Line), $"BUNDLE with {stranger}, which was not offered");
            SdpMedia? first = null;
            foreach (var mid in group.Mids)
            {
                if (!answer.Document.TryGetMedia(mid, out var media) || !media.IsLive || media.Port == 0) continue;
                first ??= media;
                if (media.Port != first.Port
                    || (media.Connection is { } mine && first.Connection is { } its && !mine.Address.IsSameAs(its.Address)))
                    report.Add(answer.At(media.Line), $"bundled with {first.Mid}, yet at another address or port");
            }
        }
    }

    private static string Answered(string attribute) => Example.Call(
        Example.Sdp("192.0.2.23", "m=audio 11780 RTP/AVP 8"), Example.Sdp("203.0.113.5", "m=audio 14872 RTP/AVP 8", attribute));
}
