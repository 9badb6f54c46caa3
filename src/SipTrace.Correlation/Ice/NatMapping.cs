using SipTrace.Wire.Bytes;

namespace SipTrace.Correlation.Ice;

/// <summary>What a socket was mapped to for one destination.</summary>
/// <param name="Destination">The destination; none for the STUN server that an SDP's reflexive candidate came from.</param>
/// <param name="Mapped">The address that the destination saw.</param>
/// <param name="First">When it was first seen so.</param>
/// <param name="Last">When it was last seen so.</param>
/// <param name="IsByServer">Whether the destination is a STUN or TURN server, and no peer.</param>
internal readonly record struct NatMapping(Endpoint Destination, Endpoint Mapped, Timestamp First, Timestamp Last, bool IsByServer);
