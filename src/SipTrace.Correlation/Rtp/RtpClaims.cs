using SipTrace.Correlation.Media;
using SipTrace.Wire.Bytes;

namespace SipTrace.Correlation.Rtp;

/// <summary>Asks SDP, ICE and TURN, in this order, what they know about a stream.</summary>
internal static class RtpClaims
{
    /// <summary>What signalling says about a stream and one of its payload types.</summary>
    public static RtpClaim Of(Trace trace, in RtpStreamKey key, byte payloadType)
    {
        var owner = OwnerOf(trace, key.Relay, key.Source, key.Destination, out var proof);
        if (owner.Announcement is null) return new RtpClaim(proof, null);
        // An endpoint announced for something else than RTP (T.38, MSRP) proves nothing. Bundled m= lines share one endpoint: the payload
        // type tells them apart.
        var lines = owner.Announcement.Media;
        var index = IsRtpWith(lines[owner.MediaIndex], payloadType) ? owner.MediaIndex : -1;
        for (var i = 0; index < 0 && i < lines.Count; i++)
        {
            if (IsRtpWith(lines[i], payloadType)) index = i;
        }
        for (var i = 0; index < 0 && i < lines.Count; i++)
        {
            if (lines[i].IsRtp && (i == owner.MediaIndex || lines[i].Rtp == lines[owner.MediaIndex].Rtp)) index = i;
        }
        return index < 0 ? default : new RtpClaim(proof, lines[index].Payloads[payloadType], owner with { MediaIndex = index });
    }

    /// <summary>The m= line that packets between two sockets belong to, and what proves it; the default value for none.</summary>
    public static StreamOwner OwnerOf(Trace trace, int relay, Endpoint source, Endpoint destination, out StreamProof proof)
    {
        var isKnown = trace.Media.TryFind(source, destination, out var claim, out var isOfReceiver);
        if (isKnown && claim.By != MediaClaimKind.Host)
        {
            proof = StreamProof.Sdp;
            return OwnerOf(claim, claim.By == MediaClaimKind.Candidate ? StreamBelonging.Ice : StreamBelonging.Sdp, isOfReceiver);
        }
        if (trace.Stun.TryFindPath(source, destination, out var checks, out var isReversed))
        {
            proof = StreamProof.Ice;
            return trace.Media.TryFind(checks, out var found) ? OwnerOf(found, StreamBelonging.Ice, !isReversed) : default;
        }
        proof = isKnown ? StreamProof.Sdp : StreamProof.None;
        if (isKnown) return OwnerOf(claim, StreamBelonging.Host, isOfReceiver);
        if (relay == 0 || !trace.Media.TryFind(trace.Relays[relay], out claim)) return default;
        proof = StreamProof.Turn;
        return OwnerOf(claim, StreamBelonging.Turn, trace.Turn.Find(trace.Relays[relay])?.Client == destination);
    }

    private static StreamOwner OwnerOf(in MediaClaim claim, StreamBelonging by, bool isOfReceiver) => new(claim.Announcement, claim.MediaIndex, by, isOfReceiver);

    private static bool IsRtpWith(AnnouncedMedia media, byte payloadType) => media.IsRtp && media.Port != 0 && media.Payloads[payloadType] is not null;
}
