using SipTrace.Wire.Bytes;

namespace SipTrace.Correlation.Rtp;

// When it was there: rules ask what came after a hold, a re-INVITE, a BYE.
public sealed partial class RtpStream
{
    private const long Pause = 1_000_000_000;
    private const int MaxRuns = 256;

    private List<RtpRun>? runs;
    private Timestamp runFrom;
    private int runPackets;

    /// <summary>Its packets in runs without pauses, in the order of time. Beyond 256 runs the last one takes what follows, pauses included.</summary>
    public IEnumerable<RtpRun> Runs => (runs ?? []).Append(new RtpRun(runFrom, LastTime, runPackets));

    /// <summary>How many of its packets came between two moments, repeated ones left out; within a run as if they came evenly.</summary>
    public int PacketsBetween(Timestamp from, Timestamp to)
    {
        var count = 0;
        foreach (var run in Runs) count += run.PacketsBetween(from, to);
        return count;
    }

    private void CountRun(Timestamp time)
    {
        if (time.Nanoseconds - LastTime.Nanoseconds > Pause && !(runs?.Count >= MaxRuns))
        {
            (runs ??= []).Add(new RtpRun(runFrom, LastTime, runPackets));
            runFrom = time;
            runPackets = 0;
        }
        runPackets++;
    }
}
