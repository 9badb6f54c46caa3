using SipTrace.Wire.Bytes;

namespace SipTrace.Correlation.Rtp;

/// <summary>
/// Packets of one stream that follow one another: one payload type, no pause of a second, no restart of numbers or timestamps. A marker
/// ends it where it has lasted two
/// seconds. Repeated packets, and those without a payload (RFC 6263 §4.6), are left out.
/// </summary>
public struct RtpRun
{
    /// <summary>The payload type.</summary>
    public byte PayloadType { get; internal init; }

    /// <summary>When its first packet came.</summary>
    public Timestamp From { get; internal init; }

    /// <summary>When its last packet came.</summary>
    public Timestamp To { get; internal set; }

    /// <summary>Its packets.</summary>
    public int Packets { get; internal set; }

    /// <summary>How many of them, but for the first, have the marker set.</summary>
    public int Markers { get; internal set; }

    /// <summary>Frame of its first packet.</summary>
    public int Frame { get; internal init; }

    /// <summary>How far the timestamp moved from its first packet to its last.</summary>
    public readonly uint Advance => LastTimestamp - FirstTimestamp;

    internal uint FirstTimestamp { get; init; }

    internal uint LastTimestamp { get; set; }

    /// <summary>How many of its packets came between two moments, as if they came evenly.</summary>
    public readonly int PacketsBetween(Timestamp from, Timestamp to)
    {
        var (start, end) = (Math.Max(from.Nanoseconds, From.Nanoseconds), Math.Min(to.Nanoseconds, To.Nanoseconds));
        if (start > end) return 0;
        var length = To.Nanoseconds - From.Nanoseconds;
        return length == 0 ? Packets : (int)Math.Round((double)Packets * (end - start) / length);
    }
}
