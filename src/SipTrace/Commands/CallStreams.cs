using SipTrace.Correlation.Rtp;

namespace SipTrace.Commands;

/// <summary>What the streams of a call come to.</summary>
internal static class CallStreams
{
    /// <summary>The lowest score; null where none has one.</summary>
    public static double? LowestScore(IEnumerable<RtpStream> streams) => streams.Min(stream => stream.Score?.Value);
}
