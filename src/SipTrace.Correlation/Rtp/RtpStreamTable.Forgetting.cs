using SipTrace.Wire.Bytes;

namespace SipTrace.Correlation.Rtp;

public sealed partial class RtpStreamTable
{
    private long runs;

    /// <summary>Octets of memory; how many runs there are is counted by <see cref="CountRuns"/>.</summary>
    internal long Size
    {
        get
        {
            Settle();
            return streams.Count * (long)RtpStream.BareSize + runs * RtpStream.RunSize + intake.Size + slots.Size + (slotsAhead?.Size ?? 0);
        }
    }

    /// <summary>Counts the runs of all streams, of which there may be many in each.</summary>
    internal void CountRuns()
    {
        Settle();
        runs = 0;
        foreach (var stream in proven) runs += stream.EndedRuns;
    }

    /// <summary>Forgets quiet streams that nothing claims, and the quietest of those that go on beyond a share of so many octets. Tells
    /// how many.</summary>
    internal int Forget(Timestamp now, long share, Predicate<RtpStreamKey> isClaimed)
    {
        Settle();
        intake.ForgetQuestions();
        var (forgotten, most) = (0, share / RtpStream.BareSize);
        var unclaimed = proven.Where(stream => !isClaimed(stream.Key)).OrderByDescending(stream => stream.LastTime).ToArray();
        for (var i = 0; i < unclaimed.Length; i++)
        {
            if (i < most && now - unclaimed[i].LastTime <= MaxIdle) continue;
            Remove(unclaimed[i]);
            forgotten++;
        }
        CountRuns();
        return forgotten;
    }
}
