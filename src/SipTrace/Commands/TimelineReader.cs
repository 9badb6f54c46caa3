using SipTrace.Correlation;
using SipTrace.Correlation.Rtp;
using SipTrace.Wire.Bytes;

namespace SipTrace.Commands;

/// <summary>Follows streams through their packets once more, and notes at the end of each interval how they stand.</summary>
internal sealed class TimelineReader
{
    private const int MostIntervals = 60;
    private static readonly double[] Seconds = [0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 30, 60, 120, 300, 600, 1800];

    private readonly Trace trace;
    private readonly IReadOnlyList<RtpStream> streams;
    private readonly Correlator correlator = new(new NoBytes());
    private readonly List<(int Unique, int Lost, double? JitterMs)>[] states;
    private Timestamp next;

    /// <summary>A reader of streams of a trace; there must be one.</summary>
    public TimelineReader(Trace trace, IReadOnlyList<RtpStream> streams)
    {
        (this.trace, this.streams) = (trace, streams);
        From = streams.Min(stream => stream.FirstTime);
        var length = (streams.Max(stream => stream.LastTime) - From).TotalSeconds;
        Interval = TimeSpan.FromSeconds(Array.Find(Seconds, seconds => length / seconds <= MostIntervals) is > 0 and var fitting ? fitting : length / MostIntervals);
        next = From + Interval;
        states = [.. streams.Select(_ => new List<(int, int, double?)>())];
    }

    /// <summary>When the first interval begins.</summary>
    public Timestamp From { get; }

    /// <summary>How long each is.</summary>
    public TimeSpan Interval { get; }

    /// <summary>Takes the next frame of the streams and of their calls.</summary>
    public void Take(in Frame frame)
    {
        while (frame.Time >= next && states[0].Count <= MostIntervals) Note();
        correlator.Take(frame);
    }

    /// <summary>What was seen.</summary>
    public IReadOnlyList<StreamTimeline> Finish()
    {
        Note();
        return [.. streams.Select((stream, i) => TimelineOf(stream, states[i]))];
    }

    private void Note()
    {
        next += Interval;
        for (var i = 0; i < streams.Count; i++)
        {
            var key = streams[i].Key;
            // Relays are numbered as they appear.
            var isKnown = correlator.Trace.Relays.TryGetIndex(trace.Relays[key.Relay], out var relay);
            var stream = isKnown ? correlator.Trace.Rtp.Find(new RtpStreamKey(key.Point, relay, key.Source, key.Destination, key.Ssrc)) : null;
            states[i].Add(stream is null ? default : (stream.Unique, stream.Lost, stream.PresentJitterMs));
        }
    }

    private static StreamTimeline TimelineOf(RtpStream stream, List<(int Unique, int Lost, double? JitterMs)> states)
    {
        var (loss, jitter) = (new double?[states.Count], new double?[states.Count]);
        var before = (Unique: 0, Lost: 0);
        for (var i = 0; i < states.Count; i++)
        {
            // What comes late takes back a loss.
            var (came, lost) = (states[i].Unique - before.Unique, Math.Max(0, states[i].Lost - before.Lost));
            if (came + lost > 0) (loss[i], jitter[i]) = (100.0 * lost / (came + lost), states[i].JitterMs);
            before = (states[i].Unique, states[i].Lost);
        }
        return new StreamTimeline(stream, loss, jitter);
    }
}
