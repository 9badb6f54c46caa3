using SipTrace.Correlation.Rtp;

namespace SipTrace.Commands;

/// <summary>What the streams of a call come to.</summary>
internal static class CallStreams
{
    /// <summary>The lowest score; null where none has one.</summary>
    public static double? LowestScore(IReadOnlyList<RtpStream> streams)
    {
        double? lowest = null;
        for (var i = 0; i < streams.Count; i++)
        {
            if (streams[i].Score is { } score && !(score.Value >= lowest)) lowest = score.Value;
        }
        return lowest;
    }
}
