using SipTrace.Wire;
using SipTrace.Wire.Bytes;
using SipTrace.Wire.Transport;

namespace SipTrace.Correlation.Flows;

/// <summary>Puts the user messages of SCTP together from their chunks; what was sent again is dropped. Bounded in associations,
/// parts and octets.</summary>
/// <param name="sink">Takes the messages as they become complete; its answer is not asked for, since SCTP carries little.</param>
public sealed class SctpTable(StreamSink sink)
{
    /// <summary>Directions of associations known at the same time.</summary>
    public const int MaximumAssociations = 4096;

    /// <summary>Parts of messages that may wait for the others; the oldest make room.</summary>
    public const int MaximumParts = 8192;

    /// <summary>Octets of such parts.</summary>
    public const int MaximumBytes = 16 * 1024 * 1024;

    /// <summary>Parts that one message may have.</summary>
    private const int MaximumRun = 256;

    private readonly Dictionary<Direction, SctpAssociation> associations = [];
    private readonly Dictionary<PartKey, SctpPart> parts = [];
    private readonly Queue<PartKey> order = [];
    private readonly List<FrameId> carriers = [];
    private long held, count;

    /// <summary>Octets of memory.</summary>
    internal long Size => held + parts.Count * 200L + associations.Count * 200L;

    /// <summary>Takes an SCTP packet.</summary>
    public void Take(in Frame frame, in Packet packet)
    {
        var chunks = new SctpChunkReader(packet.Payload);
        if (!chunks.TryReadData(out var chunk)) return;
        var association = AssociationOf(new Direction(frame.Point, packet.Source, packet.Destination));
        do
        {
            if (!association.TryNote(chunk.Tsn)) continue;
            var origin = SegmentOrigin.Of(frame, chunk.Payload);
            if (chunk is { IsFirst: true, IsLast: true })
                Hand(packet, association, chunk.Payload, origin, [origin.Frame], origin.Offset, chunk.WireLength);
            else
                TakePart(packet, association, chunk, origin);
        }
        while (chunks.TryReadData(out chunk));
    }

    private void TakePart(in Packet packet, SctpAssociation association, in SctpDataChunk chunk, in SegmentOrigin origin)
    {
        var key = new PartKey(association.Number, chunk.Group, chunk.Part);
        if (!parts.TryAdd(key, new SctpPart(chunk.Payload.ToArray(), chunk.WireLength, chunk.IsFirst, chunk.IsLast, origin))) return;
        held += chunk.Payload.Length;
        order.Enqueue(key);
        if (TryFindWhole(key, out var first, out var last)) HandWhole(packet, association, first, last, origin);
        while (order.Count > MaximumParts || held > MaximumBytes) Remove(order.Dequeue());
    }

    /// <summary>Whether all parts from a first to a last one are there.</summary>
    private bool TryFindWhole(PartKey key, out PartKey first, out PartKey last)
    {
        first = last = key;
        var run = 0;
        while (run++ < MaximumRun && parts.TryGetValue(first, out var part) && !part.IsFirst) first = first.Move(-1);
        while (run++ < MaximumRun && parts.TryGetValue(last, out var part) && !part.IsLast) last = last.Move(1);
        return parts.TryGetValue(first, out var begin) && begin.IsFirst && parts.TryGetValue(last, out var end) && end.IsLast;
    }

    private void HandWhole(in Packet packet, SctpAssociation association, PartKey first, PartKey last, in SegmentOrigin origin)
    {
        var message = new List<byte>();
        int wireLength = 0, intact = int.MaxValue;
        carriers.Clear();
        for (var key = first; ; key = key.Move(1))
        {
            var part = parts[key];
            Remove(key);
            message.AddRange(part.Bytes);
            wireLength += part.WireLength;
            if (part.Bytes.Length < part.WireLength) intact = Math.Min(intact, message.Count);
            if (!carriers.Contains(part.Origin.Frame)) carriers.Add(part.Origin.Frame);
            if (key == last) break;
        }
        var bytes = message.ToArray().AsSpan(0, Math.Min(message.Count, intact));
        Hand(packet, association, bytes, origin, carriers.ToArray(), offset: -1, wireLength);
    }

    private void Hand(
        in Packet packet, SctpAssociation association, ReadOnlySpan<byte> bytes, in SegmentOrigin origin,
        FrameId[] frames, long offset, int wireLength)
    {
        if (bytes.Length == 0) return;
        sink(new StreamMessage
        {
            Kind = StreamKind.Sctp,
            Bytes = bytes,
            Source = packet.Source,
            Destination = packet.Destination,
            Connection = association.Number,
            Time = origin.Time,
            Point = origin.Point,
            Frame = origin.Frame,
            Frames = frames,
            Offset = offset,
            IsCut = wireLength > bytes.Length,
        });
    }

    private void Remove(PartKey key)
    {
        if (parts.Remove(key, out var part)) held -= part.Bytes.Length;
    }

    private SctpAssociation AssociationOf(Direction direction)
    {
        if (associations.TryGetValue(direction, out var association)) return association;
        // Only what tells repeated chunks is lost.
        if (associations.Count >= MaximumAssociations) associations.Clear();
        return associations[direction] = new SctpAssociation(++count);
    }

    private readonly record struct Direction(int Point, Endpoint Source, Endpoint Destination);

    private readonly record struct PartKey(long Association, ulong Group, uint Part)
    {
        public PartKey Move(int by) => this with { Part = Part + (uint)by };
    }
}
