using SipTrace.Wire.Bytes;
using SipTrace.Wire.Sdp;

namespace SipTrace.Lint.Ice;

internal sealed class RtcpNotACandidate()
    : SdpRule("ICE013", "rtcp-not-a-candidate", Severity.Error, "RFC 8839 §4.2.2, §4.2.5; RFC 5245 §4.3; RFC 3605")
{
    public override string Why =>
        "The default destination of RTCP (a=rtcp, else the port above RTP) must be one of the candidates for component 2, as that of "
        + "RTP among those for component 1. If it is not, the peer finds a mismatch, or sends RTCP where nobody listens.";

    public override string Bad => Good.Replace("a=rtcp:11781", "a=rtcp:11785", StringComparison.Ordinal);

    public override string Good => IceExample.Alice(IceExample.AliceRtp, "a=rtcp:11781", IceExample.AliceHost,
        "a=candidate:1 2 UDP 2130706430 192.0.2.23 11781 typ host");

    public override void Check(SdpBody body, Report report)
    {
        foreach (var media in body.Media)
        {
            if (!media.IsRtp || !media.HasComponent(2) || media.Port == 9 || !media.HasOwnTransport || media.HasIceMismatch || media.IsRtcpOff)
                continue;
            var destination = media.RtcpDefault;
            if (destination.IsNone || destination.IsZero() || destination.Port == 9) continue;
            if (media.IsRtcpMux && (destination == media.Default || IsAgreed(body, media))) continue;
            if (IsListed(media, destination)) continue;
            var count = media.Candidates.Count(candidate => candidate.Component == 2);
            report.Add(body.At(media, "rtcp"),
                $"RTCP goes to {destination} ({(media.Rtcp is null ? "one above the RTP port" : "a=rtcp")}), "
                + $"which is not {(count == 1 ? "the candidate" : $"among the {count} candidates")} for RTCP");
        }
    }

    private static bool IsListed(SdpMedia media, Endpoint destination)
    {
        foreach (var candidate in media.Candidates)
        {
            if (candidate.Component == 2 && (candidate.Address.IsName ? candidate.Port == destination.Port
                : candidate.IsTcp == media.IsTcp && candidate.Endpoint == destination)) return true;
        }
        return false;
    }

    private static bool IsAgreed(SdpBody body, SdpMedia media) =>
        body.Offer is { } offer && media.Index < offer.Media.Count && offer.Media[media.Index].IsRtcpMux;
}
