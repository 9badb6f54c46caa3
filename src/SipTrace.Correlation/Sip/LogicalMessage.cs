using SipTrace.Wire.Bytes;

namespace SipTrace.Correlation.Sip;

/// <summary>One message of a call on its way through the network: the same request or response on each leg it was seen on.</summary>
/// <remarks>
/// The same is what agrees in Call-ID, CSeq, method or status and the sender's tag (for a response the To tag), whatever proxies and NATs did
/// to the rest.
/// </remarks>
public sealed class LogicalMessage
{
    private const int Few = 32;

    private readonly List<TranscriptMessage> sightings = new(2);
    private HashSet<(Endpoint, Endpoint)>? paths;       // of one that was seen on many

    internal LogicalMessage()
    {
    }

    /// <summary>Its first packet on each leg and in each direction, in the order of time.</summary>
    public List<TranscriptMessage> Sightings => sightings;

    /// <summary>What it passed between its legs. A fork makes several hops out of one leg.</summary>
    public List<Hop> Hops => field ??= HopReader.Read(sightings);

    /// <summary>Its first sighting: the nearest to its author.</summary>
    public TranscriptMessage First => sightings[0];

    internal void Take(TranscriptMessage message)
    {
        message.Logical = this;
        if (IsNewPath(message)) HopReader.Insert(sightings, message);
    }

    private bool IsNewPath(TranscriptMessage message)
    {
        if (paths is null && sightings.Count == Few) paths = [.. sightings.Select(one => (one.Source, one.Destination))];
        if (paths is not null) return paths.Add((message.Source, message.Destination));
        foreach (var one in sightings)
        {
            if (one.Source == message.Source && one.Destination == message.Destination) return false;
        }
        return true;
    }
}
