using SipTrace.Correlation.Rtp;

namespace SipTrace.Correlation.Evidence;

/// <summary>RTCP that belongs to a call, with the parties at its ends.</summary>
/// <param name="Path">Its sockets, and what was counted between them.</param>
/// <param name="Ends">Whose it is.</param>
public sealed record RtcpFlow(RtcpPath Path, MediaEnds Ends)
{
    /// <summary>Index of the capture point.</summary>
    public int Point => Path.Key.Point;
}
