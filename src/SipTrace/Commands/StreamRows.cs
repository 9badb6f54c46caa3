using SipTrace.Correlation.Rtp;
using SipTrace.Correlation.Sip;
using SipTrace.Wire.Bytes;

namespace SipTrace.Commands;

/// <summary>The streams of a reading, in the order of their first packets.</summary>
internal static class StreamRows
{
    /// <summary>Those of some calls; all of them, and those of no call, where no calls are given.</summary>
    public static IReadOnlyList<StreamRow> Of(Reading reading, IReadOnlyList<Call>? calls)
    {
        var trace = reading.Trace;
        var wanted = calls?.ToHashSet();
        var all = InOrder(trace.Rtp.Streams).ToArray();
        var changes = CountChanges(all);
        var byHosts = all.ToLookup(stream => HostsOf(stream.Key.Source, stream.Key.Destination));
        var rows = new List<StreamRow>();
        foreach (var stream in all)
        {
            if (wanted is not null && (stream.Call is not { } call || !wanted.Contains(call))) continue;
            var key = stream.Key;
            rows.Add(new StreamRow(stream, reading.PointName(key.Point), key.Relay == 0 ? null : trace.Relays[key.Relay].ToString(), trace.ProtectionOf(stream),
                changes[stream], trace.Rtcp.Find(key), trace.Rtcp.RoundTripMs(stream, byHosts[HostsOf(key.Destination, key.Source)]),
                reading.HasDrops(stream.FirstFile)));
        }
        return rows;
    }

    /// <summary>Streams in the order of their first packets.</summary>
    public static IEnumerable<RtpStream> InOrder(IEnumerable<RtpStream> streams) =>
        streams.OrderBy(stream => stream.FirstTime).ThenBy(stream => stream.FirstFile).ThenBy(stream => stream.FirstFrame);

    // A source that begins on a path when an earlier one has ended takes its place; sources side by side are streams of a bundle.
    private static Dictionary<RtpStream, int> CountChanges(RtpStream[] inOrder)
    {
        var changes = new Dictionary<RtpStream, int>();
        var last = new Dictionary<RtpStreamKey, RtpStream>();
        foreach (var stream in inOrder)
        {
            var key = stream.Key;
            var path = new RtpStreamKey(key.Point, key.Relay, key.Source, key.Destination, 0);
            changes[stream] = !last.TryGetValue(path, out var before) ? 0 : changes[before] + (before.LastTime <= stream.FirstTime ? 1 : 0);
            last[path] = stream;
        }
        return changes;
    }

    private static (Endpoint, Endpoint) HostsOf(Endpoint source, Endpoint destination) => (source.WithPort(0), destination.WithPort(0));
}
