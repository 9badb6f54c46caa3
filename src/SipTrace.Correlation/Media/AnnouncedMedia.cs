using SipTrace.Wire.Bytes;

namespace SipTrace.Correlation.Media;

/// <summary>What one m= line announced, as far as it is needed to find packets that belong to it.</summary>
public sealed class AnnouncedMedia
{
    /// <summary>The media type.</summary>
    public required MediaKind Kind { get; init; }

    /// <summary>Whether its packets are RTP (the protocol of the m= line names RTP).</summary>
    public required bool IsRtp { get; init; }

    /// <summary>Whether its profile is a secure one (SAVP, DTLS).</summary>
    public required bool IsSecure { get; init; }

    /// <summary>Whether it has a=crypto: SRTP with keys in SDP.</summary>
    public required bool HasCrypto { get; init; }

    /// <summary>Where RTP goes: c= and port; no endpoint where either is missing or a name.</summary>
    public required Endpoint Rtp { get; init; }

    /// <summary>Where RTCP goes: a=rtcp, else one above.</summary>
    public required Endpoint Rtcp { get; init; }

    /// <summary>The port of the m= line; 0 rejects the stream.</summary>
    public required int Port { get; init; }

    /// <summary>Whether RTP and RTCP share a port.</summary>
    public required bool IsMultiplexed { get; init; }

    /// <summary>The effective ice-ufrag; null where there is none.</summary>
    public required string? Ufrag { get; init; }

    /// <summary>Whether candidates were listed.</summary>
    public required bool HasCandidates { get; init; }

    /// <summary>Whether candidates of a second component were listed: RTCP on a port of its own.</summary>
    public required bool HasRtcpCandidates { get; init; }

    /// <summary>Whether it names the candidates that were selected (a=remote-candidates).</summary>
    public required bool HasRemoteCandidates { get; init; }

    /// <summary>Whether the default destination is among the candidates of its component; true where it need not be (RFC 8839 §4.2.5).</summary>
    public required bool IsDefaultCandidate { get; init; }

    /// <summary>Whether the body says a=ice-mismatch for it.</summary>
    public required bool SaysMismatch { get; init; }

    /// <summary>What its payload types stand for.</summary>
    public required PayloadMap Payloads { get; init; }
}
