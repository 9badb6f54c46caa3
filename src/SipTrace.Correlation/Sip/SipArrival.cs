using SipTrace.Wire.Bytes;

namespace SipTrace.Correlation.Sip;

/// <summary>How a SIP message reached the capture: between whom, on what, in which frames.</summary>
internal readonly ref struct SipArrival
{
    public required Endpoint Source { get; init; }

    public required Endpoint Destination { get; init; }

    public required SipTransport Transport { get; init; }

    public Timestamp Time { get; init; }

    public bool ViaHep { get; init; }

    public bool IsCut { get; init; }

    /// <summary>The frames that carried it where they were several; else empty.</summary>
    public ReadOnlySpan<Piece> Pieces { get; init; }
}
