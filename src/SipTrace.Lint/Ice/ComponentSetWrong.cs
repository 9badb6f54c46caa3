using SipTrace.Wire.Sdp;

namespace SipTrace.Lint.Ice;

internal sealed class ComponentSetWrong()
    : SdpRule("ICE009", "component-set-wrong", Severity.Warning, "RFC 8839 §4.2.2, §5.1; RFC 5761 §5.1.3")
{
    public override string Why =>
        "RTP is component 1 of a stream, RTCP component 2. Candidates for RTP alone are right where RTCP is multiplexed (a=rtcp-mux), "
        + "switched off (b=RS:0, b=RR:0), or still to come; else RTCP has no way through, and some peers wait for it before they call "
        + "ICE complete.";

    public override string Bad => Good.Replace("a=rtcp-mux\n", "", StringComparison.Ordinal);

    public override string Good => IceExample.Offer;

    public override void Check(SdpBody body, Report report)
    {
        foreach (var media in body.Media)
        {
            if (!media.HasOwnTransport || !media.IsRtp || media.Candidates.Count == 0) continue;
            var offer = body.Offer is { } offered && media.Index < offered.Media.Count ? offered.Media[media.Index] : null;
            var hasRtp = media.HasComponent(1);
            SdpCandidate? rtcp = null, beyond = null;
            foreach (var candidate in media.Candidates)
            {
                if (candidate.Component == 2) rtcp ??= candidate;
                else if (candidate.Component > 2) beyond ??= candidate;
            }
            if (beyond is not null)
                report.Add(body.At(beyond.Line), $"component {beyond.Component}: RTP has component 1, RTCP 2");
            else if (rtcp is not null && !hasRtp) report.Add(body.At(rtcp.Line), "candidates for RTCP, none for RTP");
            else if (rtcp is not null && media.IsRtcpMux && offer is { IsRtcpMux: true })
                report.Add(body.At(rtcp.Line), "candidates for RTCP in an answer that agrees to a=rtcp-mux");
            else if (rtcp is null && hasRtp && !media.IsRtcpMux && !media.IsRtcpOff && (!media.Trickles || media.HasEndOfCandidates)
                && IsNeeded(body, offer))
                report.Add(body.At(media.Line), "candidates for RTP, none for RTCP, and RTCP is neither multiplexed nor switched off");
        }
    }

    // An answer follows the offer; where the offer was not seen, nobody knows what it asked for.
    private static bool IsNeeded(SdpBody body, SdpMedia? offer) =>
        offer is not null ? offer.HasComponent(2) : body.Role == BodyRole.Offer
            || body.Message is not { IsRequest: false };
}
