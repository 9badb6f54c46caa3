using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using SipTrace.Correlation.Chunks;
using SipTrace.Correlation.Flows;
using SipTrace.Wire.Bytes;
using SipTrace.Wire.Rtp;

namespace SipTrace.Correlation.Rtp;

/// <remarks>
/// Half the work of reading a capture with media is to count its RTP. So the packets of a big one are only collected here, in batches
/// that a second thread counts. Signalling is asked before, by the thread that reads: what comes out is the same, on every run.
/// </remarks>
public sealed partial class RtpStreamTable
{
    private const int PacketsAlone = 50_000;       // a capture of fewer is read before a second thread has begun
    private const int PacketsAtOnce = 4096;

    private readonly RtpIntake intake = new(slots: 1);
    private RtpSlots slots = new(1);                        // of the intake's packets
    private RtpSlots? slotsAhead;                           // of those that chunks bring
    private RtpBatch batch = new(capacity: 1);              // of one: each packet is counted at once
    private RtpBatch? full;
    private readonly Queue<(RtpBatch Arrivals, RtpBatch? AmongThem, FrameChunk? Chunk)> toCount = new();
    private bool isCounting;        // guarded, as the queue is, by the queue
    private SideThread? counter;
    private int packetsTaken;

    /// <summary>Takes one packet of <paramref name="wireLength"/> octets.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Take(in RtpStreamKey key, in RtpPacket packet, Timestamp time, FrameId frame, int wireLength)
    {
        if (intake.Add(key, packet, time, frame, wireLength, batch)) Answer(batch, batch.Count - 1);
        if (batch.IsFull) HandOver();
    }

    /// <summary>Drops candidates that sent nothing for a minute.</summary>
    public void Advance(Timestamp now)
    {
        batch.AddTick(now);
        if (batch.IsFull) HandOver();
    }

    /// <summary>Begins a chunk of packets that were found before; what is taken from now on belongs among them.</summary>
    internal void Begin(FrameChunk chunk)
    {
        slotsAhead ??= new RtpSlots(RtpIntake.ManySlots);
        if (intake.Slots == 1) Reset(RtpIntake.ManySlots);
        batch = chunk.HiddenRtp;
        batch.Before = 0;
    }

    /// <summary>Goes to behind so many packets of the chunk.</summary>
    internal void Move(int packets) => batch.Before = packets;

    /// <summary>Asks signalling about a packet of the chunk.</summary>
    internal void Answer(FrameChunk chunk, int index) => Answer(chunk.Rtp, index);

    /// <summary>Counts the chunk, while later ones are taken; then tells it that it is free.</summary>
    internal void Count(FrameChunk chunk) => CountAside(chunk.Rtp, chunk.HiddenRtp, chunk);

    private void Answer(RtpBatch arrivals, int index)
    {
        ref readonly var arrival = ref arrivals[index];
        arrivals.Add(claimOf(arrivals.KeyOf(arrival), arrival.PayloadType), index);
    }

    /// <summary>Waits until all packets are counted.</summary>
    internal void Settle()
    {
        counter?.Wait();
        if (batch.Count > 0) CountIn(batch, slots);
    }

    /// <summary>Counts all, and does without the second thread from now on.</summary>
    private void EndCounting()
    {
        Settle();
        counter?.Dispose();
        counter = null;
        batch = new RtpBatch(capacity: 1);
        Reset(slots: 1);
        full = null;
        packetsTaken = 0;
    }

    private void Reset(int slots)
    {
        intake.Reset(slots);
        this.slots = new RtpSlots(slots);
    }

    private void BeginCounting()
    {
        Reset(RtpIntake.ManySlots);
        if (Environment.ProcessorCount > 1) batch = new RtpBatch(PacketsAtOnce);
    }

    private void HandOver()
    {
        if (batch.Capacity == 1)
        {
            CountIn(batch, slots);
            if (++packetsTaken == PacketsAlone) BeginCounting();
            return;
        }
        counter?.Wait();        // until the other batch is counted, which is used again
        (batch, full) = (full ?? new RtpBatch(PacketsAtOnce), batch);
        CountAside(full, null, null);
    }

    private void CountAside(RtpBatch arrivals, RtpBatch? amongThem, FrameChunk? chunk)
    {
        counter ??= new SideThread("counts RTP", CountAll);
        lock (toCount)
        {
            toCount.Enqueue((arrivals, amongThem, chunk));
            if (isCounting) return;
            isCounting = true;
        }
        counter.Start();
    }

    private void CountAll()
    {
        while (TryTakeNext(out var next))
        {
            try
            {
                if (next.AmongThem is { Count: > 0 } amongThem) CountIn(next.Arrivals, amongThem);
                else CountIn(next.Arrivals, next.Chunk is null ? slots : slotsAhead!);
            }
            catch
            {
                lock (toCount) isCounting = false;      // who asks next is told
                throw;
            }
            finally
            {
                next.Chunk?.Free();
            }
        }
    }

    private bool TryTakeNext(out (RtpBatch Arrivals, RtpBatch? AmongThem, FrameChunk? Chunk) next)
    {
        lock (toCount) return isCounting = toCount.TryDequeue(out next);
    }

    private void CountIn(RtpBatch arrivals, RtpSlots slots)
    {
        foreach (ref readonly var arrival in arrivals.Arrivals) CountIn(arrival, arrivals, slots);
        arrivals.Clear();
    }

    private void CountIn(RtpBatch arrivals, RtpBatch amongThem)
    {
        var next = 0;
        for (var i = 0; i <= arrivals.Count; i++)
        {
            while (next < amongThem.Count && (i == arrivals.Count || amongThem[next].Before <= i)) CountIn(amongThem[next++], amongThem, slots);
            if (i < arrivals.Count) CountIn(arrivals[i], arrivals, slotsAhead!);
        }
        arrivals.Clear();
        amongThem.Clear();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void CountIn(in RtpArrival arrival, RtpBatch arrivals, RtpSlots slots)
    {
        if (arrival.Claim == RtpArrival.Tick)
        {
            DropIdle(arrival.Time);
            return;
        }
        var stream = slots.StreamOf(arrival) ?? StreamAt(arrival, arrivals, slots);
        if (arrival.Claim == RtpArrival.None) CountIn(arrival, stream, default, hasClaim: false);
        else CountIn(arrival, stream, arrivals.ClaimOf(arrival), hasClaim: true);
    }

    private void CountIn(in RtpArrival arrival, RtpStream stream, in RtpClaim claim, bool hasClaim)
    {
        var wasProven = stream.IsProven;
        var isClockDue = stream.Take(arrival);
        if (hasClaim) stream.Take(claim, arrival.PayloadType);
        if (isClockDue) stream.GuessClock();
        if (wasProven) return;
        if (stream.IsProven) proven.Add(stream);
        else if (stream.Packets == 1) Enqueue(stream);
    }

    private RtpStream StreamAt(in RtpArrival arrival, RtpBatch arrivals, RtpSlots slots)
    {
        ref readonly var key = ref slots.KeyOf(arrival, arrivals);
        ref var stream = ref CollectionsMarshal.GetValueRefOrAddDefault(streams, key, out _);
        stream ??= new RtpStream(key, arrival.Frame.File, arrival.Frame.Number, arrival.Time);
        slots.Set(arrival.Slot, stream);
        return stream;
    }

    private void Forget(in RtpStreamKey key)
    {
        streams.Remove(key);
        slots.Forget(key);
        slotsAhead?.Forget(key);
    }
}
