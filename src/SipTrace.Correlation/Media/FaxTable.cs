using System.Buffers.Binary;
using SipTrace.Wire.Bytes;

namespace SipTrace.Correlation.Media;

/// <summary>T.38 streams: UDPTL packets on sockets that an m=image line announced, for their form alone proves nothing.</summary>
public sealed class FaxTable
{
    private const int MaxStreams = 100_000, ShortestPacket = 4;

    private readonly Trace trace;
    private readonly Dictionary<(int Point, Endpoint Source, Endpoint Destination), FaxStream> streams = [];

    internal FaxTable(Trace trace) => this.trace = trace;

    /// <summary>The streams in the order of their first packets.</summary>
    public IReadOnlyCollection<FaxStream> Streams => streams.Values;

    /// <summary>Takes a payload that is nothing else. False where no SDP says that it is T.38.</summary>
    internal bool TryTake(in Arrival arrival, ReadOnlySpan<byte> payload)
    {
        if (payload.Length < ShortestPacket) return false;
        var key = (arrival.Point, arrival.Source, arrival.Destination);
        if (!streams.TryGetValue(key, out var stream))
        {
            if (streams.Count >= MaxStreams || !trace.Media.TryFind(arrival.Source, arrival.Destination, out var claim, out var isOfReceiver)) return false;
            if (claim.Media is not { Kind: MediaKind.Image, IsRtp: false }) return false;
            stream = new FaxStream(arrival.Point, arrival.Source, arrival.Destination, claim, isOfReceiver, arrival.Time, arrival.Frame.File, arrival.Frame.Number);
            streams.Add(key, stream);
        }
        stream.Take(arrival.Time, BinaryPrimitives.ReadUInt16BigEndian(payload));
        trace.Statistics.T38++;
        return true;
    }

    /// <summary>Octets of memory.</summary>
    internal long Size => streams.Count * 250L;

    /// <summary>Forgets the streams of forgotten calls.</summary>
    internal void Forget()
    {
        foreach (var (key, stream) in streams)
        {
            if (stream.Claim.Call.IsForgotten) streams.Remove(key);
        }
    }
}
