using SipTrace.Wire.Bytes;
using SipTrace.Wire.Sip;

namespace SipTrace.Correlation.Sip;

/// <summary>One SIP message at the moment it is seen: its text, its tags and the endpoints it travelled between.</summary>
internal readonly ref struct SipSighting
{
    public required SipText Text { get; init; }

    public required ReadOnlySpan<byte> FromTag { get; init; }

    public required ReadOnlySpan<byte> ToTag { get; init; }

    public required Endpoint Source { get; init; }

    public required Endpoint Destination { get; init; }

    public required Timestamp Time { get; init; }

    /// <summary>The SDP body; empty where there is none.</summary>
    public required ReadOnlySpan<byte> Sdp { get; init; }

    /// <summary>Whether there is an SDP body, be it an empty one.</summary>
    public required bool HasSdp { get; init; }

    public required ushort Status { get; init; }

    public required uint CSeq { get; init; }

    /// <summary>The method; for a response that of its CSeq.</summary>
    public required ReadOnlySpan<byte> Method { get; init; }
}
