using SipTrace.Wire.Bytes;

namespace SipTrace.Correlation.Sip;

/// <summary>One message of a call on its way through the network: the same request or response on each leg it was seen on.</summary>
/// <remarks>
/// The same is what agrees in Call-ID, CSeq, method or status and the sender's tag (for a response the To tag), whatever proxies and NATs did
/// to the rest.
/// </remarks>
public sealed class LogicalMessage
{
    private readonly List<TranscriptMessage> sightings = [];
    private readonly HashSet<(Endpoint, Endpoint)> paths = [];

    internal LogicalMessage()
    {
    }

    /// <summary>Its first packet on each leg and in each direction, in the order of time.</summary>
    public IReadOnlyList<TranscriptMessage> Sightings => sightings;

    /// <summary>What it passed between its legs. A fork makes several hops out of one leg.</summary>
    public IReadOnlyList<Hop> Hops => field ??= HopReader.Read(sightings);

    /// <summary>Its first sighting: the nearest to its author.</summary>
    public TranscriptMessage First => sightings[0];

    internal void Take(TranscriptMessage message)
    {
        message.Logical = this;
        if (paths.Add((message.Source, message.Destination))) HopReader.Insert(sightings, message);
    }
}
