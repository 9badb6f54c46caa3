using SipTrace.Wire.Bytes;
using SipTrace.Wire.Ip;

namespace SipTrace.Correlation.Flows;

/// <summary>An IP datagram put together from its fragments. Valid until the table takes the next fragment.</summary>
public readonly ref struct Datagram
{
    /// <summary>The sender; port 0.</summary>
    public required Endpoint Source { get; init; }

    /// <summary>The receiver; port 0.</summary>
    public required Endpoint Destination { get; init; }

    /// <summary>What the payload is, as the first fragment says.</summary>
    public required IpProtocol Protocol { get; init; }

    /// <summary>The bytes there are: all, or those before the first that a snaplen cut off.</summary>
    public required ReadOnlySpan<byte> Payload { get; init; }

    /// <summary>How many there were on the wire.</summary>
    public required int WireLength { get; init; }

    /// <summary>The frames that brought them, in the order they came.</summary>
    public required ReadOnlySpan<FrameId> Frames { get; init; }

    /// <summary>What each frame brought, in the order of the octets.</summary>
    public required ReadOnlySpan<Piece> Pieces { get; init; }
}
