using SipTrace.Wire.Bytes;
using SipTrace.Wire.Ip;

namespace SipTrace.Correlation.Flows;

/// <summary>An IP datagram put together from its fragments.</summary>
/// <param name="Source">The sender; port 0.</param>
/// <param name="Destination">The receiver; port 0.</param>
/// <param name="Protocol">What the payload is, as the first fragment says.</param>
/// <param name="Payload">The bytes there are, owned: all, or those before the first that a snaplen cut off.</param>
/// <param name="WireLength">How many there were on the wire.</param>
/// <param name="Frames">The frames that brought them, in the order they came.</param>
/// <param name="Pieces">What each frame brought, in the order of the octets.</param>
public sealed record Datagram(
    Endpoint Source, Endpoint Destination, IpProtocol Protocol, byte[] Payload, int WireLength, IReadOnlyList<FrameId> Frames,
    IReadOnlyList<Piece> Pieces);
