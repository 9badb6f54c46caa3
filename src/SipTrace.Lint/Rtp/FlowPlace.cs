using SipTrace.Correlation.Evidence;
using SipTrace.Wire.Bytes;

namespace SipTrace.Lint.Rtp;

/// <summary>Where findings about RTP stand.</summary>
internal static class FlowPlace
{
    /// <summary>The first packet of a stream.</summary>
    public static Place First(this RtpFlow flow) =>
        Place.Packet(flow.Stream.FirstFile, flow.Stream.FirstFrame, flow.Stream.FirstTime, flow.Ends.SenderTag, flow.Ends.MediaIndex);

    /// <summary>The first packet of the run that a moment lies in, or that follows it.</summary>
    public static Place At(this RtpFlow flow, Timestamp time)
    {
        foreach (var run in flow.Stream.Runs)
        {
            if (run.To >= time) return Place.Packet(flow.Stream.FirstFile, run.Frame, run.From < time ? time : run.From,
                flow.Ends.SenderTag, flow.Ends.MediaIndex);
        }
        return flow.First();
    }

    /// <summary>A party in words.</summary>
    public static string NameOf(this LintedCall call, string tag) => tag == call.Call.From.Tag ? "the caller" : "the callee";
}
