using SipTrace.Correlation.Rtp;
using SipTrace.Wire.Bytes;

namespace SipTrace.Correlation.Evidence;

/// <summary>An RTP stream that belongs to a call, with the parties at its ends.</summary>
/// <param name="Stream">The stream: counts, times, formats.</param>
/// <param name="Ends">Whose it is.</param>
/// <param name="IsDelivered">Whether it reaches its receiver as far as this capture point can tell.</param>
/// <remarks>
/// It does not where ICMP says so for long; where its destination is private, its source is not, and nothing ever comes from that address at
/// the point; nor where it goes to a public address that both parties share and no copy arrives inside.
/// </remarks>
public sealed record RtpFlow(RtpStream Stream, MediaEnds Ends, bool IsDelivered)
{
    /// <summary>Index of the capture point.</summary>
    public int Point => Stream.Key.Point;

    /// <summary>The sending socket there.</summary>
    public Endpoint Source => Stream.Key.Source;

    /// <summary>The receiving socket there.</summary>
    public Endpoint Destination => Stream.Key.Destination;

    /// <summary>How many of its packets came between two moments, repeated ones left out.</summary>
    public int PacketsBetween(Timestamp from, Timestamp to) => Stream.PacketsBetween(from, to);
}
