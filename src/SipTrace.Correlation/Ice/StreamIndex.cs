using SipTrace.Correlation.Rtp;
using SipTrace.Wire.Bytes;

namespace SipTrace.Correlation.Ice;

/// <summary>The RTP streams by both their ends.</summary>
internal sealed class StreamIndex
{
    private readonly Dictionary<Endpoint, List<RtpStream>> bySource = [];

    /// <summary>Takes a stream.</summary>
    public void Add(RtpStream stream)
    {
        if (!bySource.TryGetValue(stream.Key.Source, out var list)) bySource.Add(stream.Key.Source, list = new List<RtpStream>(1));
        list.Add(stream);
    }

    /// <summary>The streams that a socket sends.</summary>
    public IReadOnlyList<RtpStream> From(Endpoint source) => bySource.TryGetValue(source, out var list) ? list : [];

    /// <summary>The streams whose ends are both in a set.</summary>
    public IEnumerable<RtpStream> Between(IReadOnlySet<Endpoint> ends)
    {
        foreach (var end in ends)
        {
            if (!bySource.TryGetValue(end, out var list)) continue;
            foreach (var stream in list)
            {
                if (ends.Contains(stream.Key.Destination)) yield return stream;
            }
        }
    }

    /// <summary>When the first stream from one socket to another began.</summary>
    public bool TryGetStart(Endpoint source, Predicate<Endpoint> isDestination, out Timestamp start)
    {
        start = new Timestamp(long.MaxValue);
        if (!bySource.TryGetValue(source, out var list)) return false;
        foreach (var stream in list)
        {
            if (isDestination(stream.Key.Destination) && stream.FirstTime < start) start = stream.FirstTime;
        }
        return start.Nanoseconds != long.MaxValue;
    }
}
