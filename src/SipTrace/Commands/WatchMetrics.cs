using SipTrace.Capture.Live;
using SipTrace.Correlation;
using SipTrace.Correlation.Ice;
using SipTrace.Correlation.Rtp;
using SipTrace.Correlation.Sip;
using SipTrace.Output;

namespace SipTrace.Commands;

/// <summary>What <c>watch</c> counts for a monitoring system. Counted when calls and streams end, so each is counted once.</summary>
internal sealed class WatchMetrics
{
    private readonly long[] ended = new long[Enum.GetValues<CallState>().Length];
    private readonly long[] ice = new long[Enum.GetValues<IceOutcome>().Length];
    private readonly Histogram setup = new(0.1, 0.25, 0.5, 1, 2, 3, 5, 10), loss = new(0, 0.1, 0.5, 1, 3, 5, 10, 20);
    private readonly Histogram jitter = new(1, 5, 10, 20, 30, 50, 100), score = new(1.5, 2, 2.5, 3, 3.5, 4, 4.25);
    private long started, seizures, answered, streams;

    /// <summary>A call has begun.</summary>
    public void Begin() => started++;

    /// <summary>A call has ended.</summary>
    public void End(Call call, IceOutcome outcome)
    {
        ended[(int)call.State]++;
        if (!call.IsInvite) return;
        ice[(int)outcome]++;
        seizures++;
        if (call.State is CallState.Completed) answered++;
        if (call.SetupTime is { } time) setup.Add(time.TotalSeconds);
    }

    /// <summary>A stream has ended.</summary>
    public void End(RtpStream stream)
    {
        streams++;
        loss.Add(stream.LossPercent);
        if (stream.MeanJitterMs is { } mean) jitter.Add(mean);
        if (stream.Score is { } estimate) score.Add(estimate.Value);
    }

    /// <summary>All of it in the text format of OpenMetrics.</summary>
    public string ToText(Trace trace, LiveSource source, HepReports? reports)
    {
        var text = new OpenMetrics();
        text.Counter("siptrace_packets", "Packets taken.", source.Frames);
        text.Counter("siptrace_dropped_packets", "Packets lost before they were taken.", "where", [("kernel", source.KernelDrops), ("siptrace", source.OwnDrops)]);
        text.Counter("siptrace_refused_packets", "Packets that came as HEP and were none, or had the wrong key.", source.Refused);
        text.Counter("siptrace_calls_started", "Call-IDs seen.", started);
        var now = trace.Calls.CountBy(call => call.State).ToDictionary();
        text.Gauge("siptrace_calls", "Calls remembered, by state.", "state", Enum.GetValues<CallState>().Select(state => (CallWords.Of(state), (double)now.GetValueOrDefault(state))));
        text.Counter("siptrace_calls_ended", "Calls that ended, by state.", "state", Enum.GetValues<CallState>().Select(state => (CallWords.Of(state), (double)ended[(int)state])));
        text.Gauge("siptrace_answer_seizure_ratio", "INVITE calls answered, of those that ended.", seizures == 0 ? null : (double)answered / seizures);
        text.Histogram("siptrace_setup_seconds", "From the INVITE to the first 180 or 183.", setup);
        text.Counter("siptrace_ice", "How ICE went in calls that ended.", "outcome", Enum.GetValues<IceOutcome>().Select(outcome => (IceWords.Of(outcome), (double)ice[(int)outcome])));
        text.Counter("siptrace_streams_ended", "RTP streams that ended.", streams);
        text.Histogram("siptrace_loss_percent", "Loss of streams.", loss);
        text.Histogram("siptrace_jitter_milliseconds", "Mean jitter of streams.", jitter);
        text.Histogram("siptrace_mos", "Estimated mean opinion score of streams.", score);
        text.Counter("siptrace_forgotten", "What was forgotten to keep within bounds.", "kind", trace.Statistics.Forgotten.Select(pair => (pair.Key, (double)pair.Value)));
        if (reports is not null) text.Counter("siptrace_hep", "HEP packets for the collector.", "fate", [("sent", reports.Sent), ("dropped", reports.Dropped)]);
        text.Gauge("siptrace_memory_bytes", "Memory of this process.", Environment.WorkingSet);
        return text.End();
    }
}
