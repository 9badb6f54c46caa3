using SipTrace.Wire.Bytes;

namespace SipTrace.Correlation.Rtp;

public sealed partial class RtpStreamTable
{
    private const int MostUnclaimed = 10_000;

    /// <summary>Streams and candidates.</summary>
    internal int Count
    {
        get
        {
            Settle();
            return streams.Count;
        }
    }

    /// <summary>Streams forgotten because nothing that is remembered claims them.</summary>
    internal long Forgotten { get; private set; }

    /// <summary>Forgets quiet streams that nothing claims, and the quietest of those that go on beyond a number.</summary>
    internal void Forget(Timestamp now, Predicate<RtpStreamKey> isClaimed)
    {
        Settle();
        var unclaimed = proven.Where(stream => !isClaimed(stream.Key)).OrderByDescending(stream => stream.LastTime).ToArray();
        for (var i = 0; i < unclaimed.Length; i++)
        {
            if (i < MostUnclaimed && now - unclaimed[i].LastTime <= MaxIdle) continue;
            Remove(unclaimed[i]);
            Forgotten++;
        }
    }
}
