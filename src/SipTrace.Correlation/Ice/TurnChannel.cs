using SipTrace.Wire.Bytes;

namespace SipTrace.Correlation.Ice;

/// <summary>A channel of a TURN allocation: a number that stands for a peer (RFC 8656 §12).</summary>
/// <param name="Number">The number.</param>
/// <param name="Peer">The peer.</param>
/// <param name="Time">When the binding was asked for.</param>
public sealed record TurnChannel(ushort Number, Endpoint Peer, Timestamp Time)
{
    /// <summary>Whether the server granted it; the data may be seen before.</summary>
    public bool IsBound { get; internal set; }

    /// <summary>The error that refused it; 0 where none did.</summary>
    public int ErrorCode { get; internal set; }
}
