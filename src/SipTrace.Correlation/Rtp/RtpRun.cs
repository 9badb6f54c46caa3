using SipTrace.Wire.Bytes;

namespace SipTrace.Correlation.Rtp;

/// <summary>Packets of a stream without a pause of more than a second between two of them.</summary>
/// <param name="From">When the first came.</param>
/// <param name="To">When the last came.</param>
/// <param name="Packets">How many there are, repeated ones left out.</param>
public readonly record struct RtpRun(Timestamp From, Timestamp To, int Packets)
{
    /// <summary>How many came between two moments, as if they came evenly.</summary>
    public int PacketsBetween(Timestamp from, Timestamp to)
    {
        var (start, end) = (Math.Max(from.Nanoseconds, From.Nanoseconds), Math.Min(to.Nanoseconds, To.Nanoseconds));
        if (start > end) return 0;
        var length = To.Nanoseconds - From.Nanoseconds;
        return length == 0 ? Packets : (int)Math.Round((double)Packets * (end - start) / length);
    }
}
