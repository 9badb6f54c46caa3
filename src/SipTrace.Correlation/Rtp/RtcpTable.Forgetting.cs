using SipTrace.Wire.Bytes;

namespace SipTrace.Correlation.Rtp;

public sealed partial class RtcpTable
{
    private const int MostPathsKept = 20_000;
    private static readonly TimeSpan Remembered = TimeSpan.FromMinutes(10);

    /// <summary>Octets of memory.</summary>
    internal long Size => (sources.Count + paths.Count) * 340L;

    /// <summary>Forgets what was said about other streams than these, and quiet paths.</summary>
    internal void Forget(Timestamp now, IEnumerable<RtpStream> streams)
    {
        var known = streams.Select(stream => HostsOf(stream.Key.Point, stream.Key.Relay, stream.Key.Source, stream.Key.Destination, stream.Key.Ssrc)).ToHashSet();
        foreach (var key in sources.Keys)
        {
            if (!known.Contains(key)) sources.Remove(key);
        }
        var kept = paths.Where(path => now - path.Value.LastTime <= Remembered).OrderByDescending(path => path.Value.LastTime).Take(MostPathsKept).ToArray();
        paths.Clear();
        foreach (var (key, path) in kept)
        {
            path.LastOf(isOwn: true) = path.LastOf(isOwn: false) = default;
            paths.Add(key, path);
        }
    }
}
