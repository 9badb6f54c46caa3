using SipTrace.Correlation.Media;

namespace SipTrace.Correlation.Rtp;

/// <summary>Asks SDP, ICE and TURN, in this order, what they know about a stream.</summary>
internal static class RtpClaims
{
    /// <summary>What signalling says about a stream and one of its payload types.</summary>
    public static RtpClaim Of(Trace trace, in RtpStreamKey key, byte payloadType)
    {
        var isKnown = trace.Media.TryFind(key.Source, key.Destination, out var claim, out var isOfReceiver);
        if (isKnown && claim.By != MediaClaimKind.Host) return Of(claim, isOfReceiver, StreamProof.Sdp, ByOf(claim.By), payloadType);
        if (trace.Stun.TryFindPath(key.Source, key.Destination, out var checks, out var isReversed))
        {
            return trace.Media.TryFind(checks, out var found)
                ? Of(found, !isReversed, StreamProof.Ice, StreamBelonging.Ice, payloadType)
                : new RtpClaim(StreamProof.Ice, null);
        }
        if (isKnown) return Of(claim, isOfReceiver, StreamProof.Sdp, StreamBelonging.Host, payloadType);
        if (key.Relay == 0 || !trace.Media.TryFind(trace.Relays[key.Relay], out claim)) return default;
        var isToClient = trace.Turn.Find(trace.Relays[key.Relay])?.Client == key.Destination;
        return Of(claim, isToClient, StreamProof.Turn, StreamBelonging.Turn, payloadType);
    }

    private static StreamBelonging ByOf(MediaClaimKind kind) => kind == MediaClaimKind.Candidate ? StreamBelonging.Ice : StreamBelonging.Sdp;

    // An endpoint announced for something else than RTP (T.38, MSRP) proves nothing. Bundled m= lines share one endpoint: the payload
    // type tells them apart.
    private static RtpClaim Of(in MediaClaim claim, bool isOfReceiver, StreamProof proof, StreamBelonging by, byte payloadType)
    {
        var lines = claim.Announcement.Media;
        var index = IsRtpWith(claim.Media, payloadType) ? claim.MediaIndex : -1;
        for (var i = 0; index < 0 && i < lines.Count; i++)
        {
            if (IsRtpWith(lines[i], payloadType)) index = i;
        }
        for (var i = 0; index < 0 && i < lines.Count; i++)
        {
            if (lines[i].IsRtp && (i == claim.MediaIndex || lines[i].Rtp == claim.Media.Rtp)) index = i;
        }
        return index < 0 ? default
            : new RtpClaim(proof, lines[index].Payloads[payloadType], new StreamOwner(claim.Announcement, index, by, isOfReceiver));
    }

    private static bool IsRtpWith(AnnouncedMedia media, byte payloadType) => media.IsRtp && media.Port != 0 && media.Payloads[payloadType] is not null;
}
