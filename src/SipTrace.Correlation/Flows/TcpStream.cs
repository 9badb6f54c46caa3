using SipTrace.Wire;
using SipTrace.Wire.Bytes;
using SipTrace.Wire.Transport;

namespace SipTrace.Correlation.Flows;

/// <summary>One direction of a TCP connection: segments in, in any order and number, octets out in order. Where segments overlap,
/// what came first stays.</summary>
internal sealed class TcpStream
{
    /// <summary>How long a hole may stay open, in capture time: longer than the retransmission of a lost segment takes.</summary>
    public static readonly TimeSpan MaximumWait = TimeSpan.FromSeconds(5);

    /// <summary>Octets, and segments, that may wait behind a hole.</summary>
    private const int MaximumWaiting = 256 * 1024, MaximumSegments = 512, SegmentSize = 160;

    /// <summary>A jump further than any window belongs to another connection with the same ports.</summary>
    private const long MaximumJump = 1 << 24;

    private static readonly TimeSpan ReuseTime = TimeSpan.FromSeconds(60);

    private readonly List<Waiting> waiting = [];
    private readonly StreamMessages messages;
    private readonly uint first;
    private long next, end = long.MaxValue;
    private int held;
    private bool isClosed;
    private Timestamp waitingSince;

    /// <param name="connection">Number of the connection.</param>
    /// <param name="next">Sequence number of the first octet to come.</param>
    /// <param name="messages">What reads the octets.</param>
    public TcpStream(long connection, uint next, StreamMessages messages)
    {
        Connection = connection;
        this.next = first = next;
        this.messages = messages;
    }

    public long Connection { get; }

    /// <summary>When its last segment came.</summary>
    public Timestamp LastSeen { get; private set; }

    /// <summary>Octets of memory held.</summary>
    public int Capacity => held + waiting.Count * SegmentSize + messages.Capacity;

    /// <summary>Holes given up.</summary>
    public int Gaps { get; private set; }

    public bool HasGap => waiting.Count > 0;

    /// <summary>Whether a packet belongs to a later connection between the same ports.</summary>
    public bool IsReusedBy(in Packet packet, Timestamp now)
    {
        if ((packet.Flags & TcpFlags.Syn) != 0) return packet.Sequence + 1 != first;
        var jump = Unwrap(packet.Sequence) - next;
        return Math.Abs(jump) > MaximumJump || isClosed && jump != 0 && now - LastSeen > ReuseTime;
    }

    /// <summary>Takes a segment.</summary>
    public void Take(in Frame frame, in Packet packet)
    {
        LastSeen = frame.Time;
        var sequence = (packet.Flags & TcpFlags.Syn) != 0 ? packet.Sequence + 1 : packet.Sequence;
        if (packet.WireLength > 0)
        {
            var start = Unwrap(sequence);
            if (start > next && waiting.Count == 0) waitingSince = frame.Time;
            var segment = new Waiting(start, packet.WireLength, null, SegmentOrigin.Of(frame, packet.Payload));
            if (start > next) Wait(segment, packet.Payload);
            else Deliver(segment, packet.Payload);
            Drain();
        }
        while (waiting.Count > MaximumSegments || held > MaximumWaiting) GiveUpGap();
        Expire(frame.Time);
        if ((packet.Flags & TcpFlags.Rst) != 0) Complete();
        else if ((packet.Flags & TcpFlags.Fin) != 0) end = Unwrap(sequence) + packet.WireLength;
        if (next < end) return;
        isClosed = true;
        messages.Finish();
    }

    /// <summary>Gives up a hole that has stayed open too long.</summary>
    public void Expire(Timestamp now)
    {
        if (waiting.Count > 0 && now - waitingSince > MaximumWait) GiveUpGap();
    }

    /// <summary>Nothing more comes: what waits is given up.</summary>
    public void Complete()
    {
        while (waiting.Count > 0) GiveUpGap();
        messages.Finish();
        isClosed = true;
    }

    private long Unwrap(uint sequence) => next + (int)(sequence - (uint)next);

    private void Deliver(in Waiting segment, ReadOnlySpan<byte> payload)
    {
        var known = next - segment.Start;
        if (known >= segment.Length) return;
        if (known < payload.Length) messages.Take(payload[(int)known..], segment.Origin.Skip((int)known));
        next = segment.Start + segment.Length;
        // The snaplen cut the segment: its end was on the wire and is not in the capture.
        if (payload.Length < segment.Length) messages.Lose();
    }

    /// <summary>Puts what is new of a segment behind the hole, sorted.</summary>
    private void Wait(in Waiting segment, ReadOnlySpan<byte> payload)
    {
        var at = waiting.Count;
        while (at > 0 && waiting[at - 1].Start >= segment.Start) at--;
        long start = segment.Start, end = segment.Start + segment.Length;
        if (at > 0) start = Math.Max(start, waiting[at - 1].End);
        while (start < end)
        {
            var stop = at < waiting.Count ? Math.Min(end, waiting[at].Start) : end;
            if (start < stop)
            {
                int skip = (int)(start - segment.Start), length = (int)(stop - start);
                var there = skip < payload.Length ? payload.Slice(skip, Math.Min(length, payload.Length - skip)) : default;
                waiting.Insert(at++, new Waiting(start, length, there.ToArray(), segment.Origin.Skip(skip)));
                held += there.Length;
            }
            if (at >= waiting.Count) break;
            start = Math.Max(start, waiting[at++].End);
        }
    }

    private void Drain()
    {
        var done = 0;
        while (done < waiting.Count && waiting[done].Start <= next)
        {
            var segment = waiting[done++];
            held -= segment.Bytes!.Length;
            Deliver(segment, segment.Bytes);
        }
        waiting.RemoveRange(0, done);
        // Another hole behind those octets has its own time.
        if (done > 0 && waiting.Count > 0) waitingSince = LastSeen;
    }

    private void GiveUpGap()
    {
        Gaps++;
        next = waiting[0].Start;
        messages.Lose();
        Drain();
    }

    private readonly record struct Waiting(long Start, int Length, byte[]? Bytes, SegmentOrigin Origin)
    {
        public long End => Start + Length;
    }
}
