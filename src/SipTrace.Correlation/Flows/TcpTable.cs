using SipTrace.Wire;
using SipTrace.Wire.Bytes;
using SipTrace.Wire.Transport;

namespace SipTrace.Correlation.Flows;

/// <summary>Puts the segments of all TCP connections together and hands over the messages in them. Bounded in streams and
/// octets.</summary>
/// <param name="sink">Takes the messages, in the order in which they become complete.</param>
/// <param name="mostBytes">How much is held; <see cref="MaximumBytes"/>, or less.</param>
public sealed class TcpTable(StreamSink sink, long mostBytes = TcpTable.MaximumBytes)
{
    /// <summary>Directions of connections followed at the same time; those quiet for longest make room.</summary>
    public const int MaximumStreams = 32768;

    /// <summary>Octets held for all streams together; those quiet for longest make room.</summary>
    public const int MaximumBytes = 64 * 1024 * 1024;

    private const int StreamSize = 800;     // octets, with nothing held

    private readonly Dictionary<Key, TcpStream> streams = [];
    private readonly HashSet<TcpStream> withGap = [];
    private readonly List<TcpStream> expired = [];
    private long connections, gaps, held;

    /// <summary>Octets of memory.</summary>
    internal long Size => held + streams.Count * (long)StreamSize;

    /// <summary>Connections seen; addresses and ports used again count again.</summary>
    public long Connections => connections;

    /// <summary>Holes that were never filled.</summary>
    public long Gaps => gaps;

    /// <summary>Takes a TCP packet.</summary>
    public void Take(in Frame frame, in Packet packet)
    {
        // A bare acknowledgement says nothing here.
        if (packet.WireLength == 0 && (packet.Flags & (TcpFlags.Syn | TcpFlags.Fin | TcpFlags.Rst)) == 0) return;
        var key = new Key(frame.Point, packet.Source, packet.Destination);
        if (streams.TryGetValue(key, out var stream) && stream.IsReusedBy(packet, frame.Time))
        {
            Remove(key, stream);
            var opens = (packet.Flags & (TcpFlags.Syn | TcpFlags.Ack)) == TcpFlags.Syn;
            if (opens && streams.TryGetValue(key.Reverse, out var reverse)) Remove(key.Reverse, reverse);
            stream = null;
        }
        if (stream is null)
        {
            if (packet.WireLength == 0 && (packet.Flags & TcpFlags.Syn) == 0) return;
            stream = Begin(key, packet);
        }
        int before = stream.Capacity, gapsBefore = stream.Gaps;
        stream.Take(frame, packet);
        Account(stream, before, gapsBefore);
        if (Size > mostBytes) Shed();
    }

    /// <summary>Gives up holes that have stayed open too long.</summary>
    public void Expire(Timestamp now)
    {
        if (withGap.Count == 0) return;
        expired.AddRange(withGap);
        foreach (var stream in expired)
        {
            int before = stream.Capacity, gapsBefore = stream.Gaps;
            stream.Expire(now);
            Account(stream, before, gapsBefore);
        }
        expired.Clear();
    }

    /// <summary>No packet follows: what waits is handed over or given up.</summary>
    public void Complete()
    {
        foreach (var (key, stream) in streams.ToArray()) Remove(key, stream);
    }

    private TcpStream Begin(in Key key, in Packet packet)
    {
        if (streams.Count >= MaximumStreams) Shed();
        var isSyn = (packet.Flags & TcpFlags.Syn) != 0;
        var opens = isSyn && (packet.Flags & TcpFlags.Ack) == 0;
        var number = !opens && streams.TryGetValue(key.Reverse, out var reverse) ? reverse.Connection : ++connections;
        var messages = new StreamMessages(key.Source, key.Destination, number, sink);
        return streams[key] = new TcpStream(number, isSyn ? packet.Sequence + 1 : packet.Sequence, messages);
    }

    private void Remove(in Key key, TcpStream stream)
    {
        int before = stream.Capacity, gapsBefore = stream.Gaps;
        stream.Complete();
        Account(stream, before, gapsBefore);
        held -= stream.Capacity;
        streams.Remove(key);
    }

    /// <summary>Forgets the quarter of the streams that has been quiet for longest.</summary>
    private void Shed()
    {
        var quietest = streams.ToArray();
        Array.Sort(quietest, (left, right) => left.Value.LastSeen.CompareTo(right.Value.LastSeen));
        foreach (var (key, stream) in quietest.AsSpan(0, (quietest.Length + 3) / 4)) Remove(key, stream);
    }

    private void Account(TcpStream stream, int capacityBefore, int gapsBefore)
    {
        held += stream.Capacity - capacityBefore;
        gaps += stream.Gaps - gapsBefore;
        if (stream.HasGap) withGap.Add(stream);
        else withGap.Remove(stream);
    }

    private readonly record struct Key(int Point, Endpoint Source, Endpoint Destination)
    {
        public Key Reverse => new(Point, Destination, Source);
    }
}
