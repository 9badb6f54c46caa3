using SipTrace.Wire.Bytes;

namespace SipTrace.Correlation.Ice;

/// <summary>A permission of a TURN allocation for the address of a peer, whatever its port (RFC 8656 §9).</summary>
/// <param name="Peer">The peer as asked for, its port included.</param>
/// <param name="Time">When it was first asked for.</param>
public sealed record TurnPermission(Endpoint Peer, Timestamp Time)
{
    /// <summary>Whether the server granted it.</summary>
    public bool IsGranted { get; internal set; }

    /// <summary>The error that refused it; 0 where none did.</summary>
    public int ErrorCode { get; internal set; }
}
