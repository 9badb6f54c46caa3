using SipTrace.Wire.Bytes;

namespace SipTrace.Correlation.Ice;

/// <summary>What a relay carries, unwrapped: between the client's own socket and its peer.</summary>
internal readonly ref struct TurnDatum
{
    public required Endpoint Source { get; init; }

    public required Endpoint Destination { get; init; }

    /// <summary>The relayed address; the server's where the allocation was made before the capture began.</summary>
    public required Endpoint Relay { get; init; }

    public required ReadOnlySpan<byte> Data { get; init; }

    /// <summary>Octets of data on the wire.</summary>
    public required int Length { get; init; }
}
