using System.Runtime.CompilerServices;
using SipTrace.Wire.Bytes;

namespace SipTrace.Correlation.Rtp;

/// <summary>What tells RTP streams apart: where they were captured, the path they took, and their source.</summary>
/// <param name="point">Index of the capture point.</param>
/// <param name="relay">Index of the TURN relay it was unwrapped from; 0 where none.</param>
/// <param name="source">The sender.</param>
/// <param name="destination">The receiver.</param>
/// <param name="ssrc">The synchronisation source.</param>
public readonly struct RtpStreamKey(int point, int relay, Endpoint source, Endpoint destination, uint ssrc) : IEquatable<RtpStreamKey>
{
    /// <summary>Index of the capture point.</summary>
    public int Point { get; } = point;

    /// <summary>Index of the TURN relay it was unwrapped from; 0 where none.</summary>
    public int Relay { get; } = relay;

    /// <summary>The sender.</summary>
    public Endpoint Source { get; } = source;

    /// <summary>The receiver.</summary>
    public Endpoint Destination { get; } = destination;

    /// <summary>The synchronisation source.</summary>
    public uint Ssrc { get; init; } = ssrc;

    /// <inheritdoc/>
    public bool Equals(RtpStreamKey other) => IsSameAs(other);

    /// <summary>The same, for keys that are worth no copy.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal bool IsSameAs(in RtpStreamKey other) => Ssrc == other.Ssrc && Source.Equals(other.Source) && Destination.Equals(other.Destination)
        && Point == other.Point && Relay == other.Relay;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is RtpStreamKey other && Equals(other);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public override int GetHashCode()
    {
        // Streams of one host differ in ports and SSRC above all.
        var ends = (Source.AddressLow ^ ulong.RotateLeft(Destination.AddressLow, 16)) * 0x9e3779b97f4a7c15
            ^ (Source.AddressHigh + ulong.RotateLeft(Destination.AddressHigh, 32));
        var rest = ((ulong)Source.Port << 48 | (ulong)Destination.Port << 32 | Ssrc) ^ (ulong)(uint)(Point + Relay * 31) << 20;
        var mixed = (ends ^ rest) * 0xd6e8feb86659fd93;
        return (int)(mixed ^ mixed >> 32);
    }
}
