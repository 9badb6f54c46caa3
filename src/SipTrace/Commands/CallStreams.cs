using SipTrace.Correlation;
using SipTrace.Correlation.Rtp;
using SipTrace.Correlation.Sip;

namespace SipTrace.Commands;

/// <summary>The streams of calls.</summary>
internal static class CallStreams
{
    /// <summary>The streams of a trace by their calls; those of no call are left out.</summary>
    public static ILookup<Call, RtpStream> Of(Trace trace) => trace.Rtp.Streams.Where(stream => stream.Call is not null).ToLookup(stream => stream.Call!);

    /// <summary>The lowest score; null where none has one.</summary>
    public static double? LowestScore(IEnumerable<RtpStream> streams) => streams.Min(stream => stream.Score?.Value);
}
