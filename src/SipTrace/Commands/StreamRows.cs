using SipTrace.Correlation.Media;
using SipTrace.Correlation.Rtp;
using SipTrace.Correlation.Sip;

namespace SipTrace.Commands;

/// <summary>The streams of a reading, in the order of their first packets.</summary>
internal static class StreamRows
{
    /// <summary>Those of some calls; all of them, and those of no call, where no calls are given.</summary>
    public static IReadOnlyList<StreamRow> Of(Reading reading, IReadOnlyList<Call>? calls)
    {
        var (trace, media) = (reading.Trace, reading.Media);
        var rows = new List<StreamRow>();
        var changes = new Dictionary<RtpStream, int>();
        foreach (var stream in InOrder(calls is null ? trace.Rtp.Streams : calls.SelectMany(media.StreamsOf)))
        {
            var key = stream.Key;
            IReadOnlyList<RtpStream> back = stream.Call is { } call ? media.StreamsOf(call) : media.StreamsFrom(key.Destination);
            rows.Add(new StreamRow(stream, reading.PointName(key.Point), key.Relay == 0 ? null : trace.Relays[key.Relay].ToString(), trace.ProtectionOf(stream),
                ChangesBefore(stream, changes, media), trace.Rtcp.Find(key), trace.Rtcp.RoundTripMs(stream, back), reading.HasDrops(stream.FirstFile)));
        }
        return rows;
    }

    /// <summary>Streams in the order of their first packets.</summary>
    public static IEnumerable<RtpStream> InOrder(IEnumerable<RtpStream> streams) =>
        streams.OrderBy(stream => stream.FirstTime).ThenBy(stream => stream.FirstFile).ThenBy(stream => stream.FirstFrame);

    // A source that begins on a path when an earlier one has ended takes its place; sources side by side are streams of a bundle.
    private static int ChangesBefore(RtpStream stream, Dictionary<RtpStream, int> known, MediaIndex media)
    {
        if (known.TryGetValue(stream, out var changes)) return changes;
        var path = stream.Key with { Ssrc = 0 };
        RtpStream? before = null;
        foreach (var next in InOrder(media.StreamsFrom(path.Source).Where(other => (other.Key with { Ssrc = 0 }).Equals(path))))
        {
            if (before is not null && before.LastTime <= next.FirstTime) changes++;
            known[next] = changes;
            before = next;
        }
        return known.GetValueOrDefault(stream);
    }
}
