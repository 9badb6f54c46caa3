using SipTrace.Wire.Bytes;

namespace SipTrace.Correlation.Rtp;

// What the stream was at which time.
public sealed partial class RtpStream
{
    // A stream that pauses more often than this is told less exactly: the last run goes on.
    private const int MaxRuns = 250;
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1), LongEnough = TimeSpan.FromSeconds(2);

    /// <summary>Octets of memory that a run takes once it is over.</summary>
    internal const int RunSize = 72;

    private List<RtpRun>? ended;
    private RtpRun run;

    /// <summary>Its runs in the order of time; empty where no packet had a payload.</summary>
    public ReadOnlySpan<RtpRun> Runs => run.Packets == 0 ? [] : ended is null ? new ReadOnlySpan<RtpRun>(in run) : (RtpRun[])[.. ended, run];

    /// <summary>How many of its runs are over.</summary>
    internal int EndedRuns => ended?.Count ?? 0;

    /// <summary>Octets of memory that it takes.</summary>
    internal long Size => BareSize + EndedRuns * (long)RunSize;

    /// <summary>How many of its packets came between two moments, reckoned run by run.</summary>
    public int PacketsBetween(Timestamp from, Timestamp to)
    {
        if (run.Packets == 0) return 0;
        var count = run.PacketsBetween(from, to);
        if (ended is null) return count;
        foreach (var each in ended) count += each.PacketsBetween(from, to);
        return count;
    }

    private void TakeRun(in RtpArrival packet, SequenceStep step)
    {
        if (!packet.HasPayload) return;
        var time = packet.Time;
        var isNew = run.Packets == 0 || packet.PayloadType != run.PayloadType || time - run.To >= Pause
            || step is SequenceStep.Restart or SequenceStep.Stray || Leaps(packet.Timestamp, step, time)
            || (packet.IsMarked && time - run.From >= LongEnough);
        if (isNew && (ended?.Count ?? 0) < MaxRuns)
        {
            if (run.Packets > 0) (ended ??= []).Add(run);
            run = new RtpRun { PayloadType = packet.PayloadType, From = time, To = time, Packets = 1, Frame = packet.Frame.Number,
                FirstTimestamp = packet.Timestamp, LastTimestamp = packet.Timestamp };
            return;
        }
        run.Packets++;
        if (packet.IsMarked) run.Markers++;
        if (time > run.To) run.To = time;
        if (step != SequenceStep.Late) run.LastTimestamp = packet.Timestamp;
    }

    // No media clock ticks faster; senders stamp ahead, so two seconds are given on top.
    private bool Leaps(uint timestamp, SequenceStep step, Timestamp time)
    {
        const long fastestPerMillisecond = 192, slackMilliseconds = 2000;
        var advance = (long)(int)(timestamp - run.LastTimestamp);
        if (advance < 0) return step != SequenceStep.Late;
        return advance > ((time.Nanoseconds - run.To.Nanoseconds) / 1_000_000 + slackMilliseconds) * fastestPerMillisecond;
    }
}
