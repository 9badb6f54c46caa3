using SipTrace.Wire.Bytes;

namespace SipTrace.Correlation.Sip;

/// <summary>Finds the way of a message over its legs: for each leg the one that led to it.</summary>
internal static class HopReader
{
    private const int Reach = 64;           // earlier sightings looked at: floods send one message to or from thousands

    // Clocks of two capture points are aligned no better than this.
    private static readonly TimeSpan ClockDoubt = TimeSpan.FromMilliseconds(5);

    /// <summary>The hops between the sightings of one message.</summary>
    public static List<Hop> Read(List<TranscriptMessage> sightings)
    {
        // 100 is each element's own (RFC 3261 §8.2.6.1): it goes no further.
        if (sightings.Count < 2 || sightings[0].Status == 100) return [];
        var hops = new List<Hop>(sightings.Count - 1);
        for (var i = 1; i < sightings.Count; i++)
        {
            if (Before(sightings, i) is { } before) hops.Add(new Hop(before, sightings[i]));
        }
        return hops;
    }

    /// <summary>Puts a sighting where it belongs: by time, but for what two clocks make of it.</summary>
    public static void Insert(List<TranscriptMessage> sightings, TranscriptMessage message)
    {
        var at = sightings.Count;
        while (at > 0 && sightings[at - 1].Record.Point != message.Record.Point && message.Time - sightings[at - 1].Time <= ClockDoubt
            && IsNearerToAuthor(message, sightings[at - 1])) at--;
        sightings.Insert(at, message);
    }

    private static bool IsNearerToAuthor(TranscriptMessage one, TranscriptMessage other)
    {
        if (one.ViaCount != other.ViaCount) return one.ViaCount < other.ViaCount == one.IsRequest;
        // A NAT: outwards the private source comes first, inwards the public destination.
        if (one.Destination == other.Destination) return one.Source.IsPrivate() && other.Source.IsPublic();
        return one.Source == other.Source && one.Destination.IsPublic() && other.Destination.IsPrivate();
    }

    private static TranscriptMessage? Before(List<TranscriptMessage> sightings, int index)
    {
        var message = sightings[index];
        TranscriptMessage? sameTransaction = null, sameHost = null, byVia = null;
        for (var i = Math.Max(0, index - Reach); i < index; i++)
        {
            var earlier = sightings[i];
            if (Hop.IsSameTransaction(earlier, message)) sameTransaction = earlier;
            if (earlier.Destination.HasSameAddress(message.Source) && (sameHost is null || IsNextVia(earlier, message) || !IsNextVia(sameHost, message))) sameHost = earlier;
            if (IsFurtherVia(earlier, message) && (byVia is null || Math.Abs(earlier.ViaCount - message.ViaCount) <= Math.Abs(byVia.ViaCount - message.ViaCount))) byVia = earlier;
        }
        return sameTransaction ?? sameHost ?? byVia;
    }

    private static bool IsNextVia(TranscriptMessage earlier, TranscriptMessage message) =>
        message.ViaCount - earlier.ViaCount == (message.IsRequest ? 1 : -1);

    private static bool IsFurtherVia(TranscriptMessage earlier, TranscriptMessage message) =>
        message.IsRequest ? earlier.ViaCount < message.ViaCount : earlier.ViaCount > message.ViaCount;
}
