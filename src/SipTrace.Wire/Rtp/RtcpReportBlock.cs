namespace SipTrace.Wire.Rtp;

/// <summary>What a receiver reports about one source (RFC 3550 §6.4.1).</summary>
/// <param name="Ssrc">The source reported on.</param>
/// <param name="FractionLost">Loss since the last report, in 256ths.</param>
/// <param name="CumulativeLost">Packets lost in all: 24 bits, signed, for duplicates make it negative.</param>
/// <param name="HighestSequence">The highest sequence number received, and how often it wrapped in the upper half.</param>
/// <param name="Jitter">Interarrival jitter in timestamp units.</param>
/// <param name="LastSenderReport">Middle 32 bits of the NTP time of the last SR received; 0 where none was.</param>
/// <param name="DelaySinceLastSenderReport">Since then, in 1/65536 s.</param>
public readonly record struct RtcpReportBlock(uint Ssrc, byte FractionLost, int CumulativeLost, uint HighestSequence, uint Jitter,
    uint LastSenderReport, uint DelaySinceLastSenderReport)
{
    /// <summary>
    /// Round-trip time for a report that arrives at a moment given as the middle 32 bits of its NTP time (RFC 3550 §6.4.1: A - LSR -
    /// DLSR). Null where no SR had arrived, or where the result would be negative or above a minute, which clocks that disagree make it.
    /// </summary>
    public TimeSpan? RoundTrip(uint arrival)
    {
        if (LastSenderReport == 0) return null;
        var units = unchecked((int)(arrival - LastSenderReport - DelaySinceLastSenderReport));
        return units is >= 0 and < 60 * 65536 ? TimeSpan.FromSeconds(units / 65536.0) : null;
    }
}
