using System.Runtime.InteropServices;
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

    private readonly RtpQuestions questions = new();
    private RtpBatch? batch, full;
    private SideThread? counter;
    private int packetsTaken;

    /// <summary>Takes one packet of <paramref name="wireLength"/> octets.</summary>
    public void Take(in RtpStreamKey key, in RtpPacket packet, Timestamp time, int file, int frame, int wireLength)
    {
        var isDue = questions.AreDue(key, packet.PayloadType);
        if (batch is null)
        {
            TakeAtOnce(key, packet, time, new FrameId(file, frame), wireLength, isDue);
            return;
        }
        batch.Next().Set(key, packet, time, new FrameId(file, frame), wireLength);
        if (isDue) batch.Add(claimOf(key, packet.PayloadType));
        if (batch.IsFull) HandOver();
    }

    /// <summary>Drops candidates that sent nothing for a minute.</summary>
    public void Advance(Timestamp now)
    {
        if (batch is null)
        {
            DropIdle(now);
            return;
        }
        batch.AddTick(now);
        if (batch.IsFull) HandOver();
    }

    private void TakeAtOnce(in RtpStreamKey key, in RtpPacket packet, Timestamp time, FrameId frame, int wireLength, bool isDue)
    {
        var arrival = default(RtpArrival);
        arrival.Set(key, packet, time, frame, wireLength);
        CountIn(arrival, isDue ? claimOf(key, packet.PayloadType) : default, isDue);
        if (++packetsTaken == PacketsAlone && Environment.ProcessorCount > 1) batch = new RtpBatch();
    }

    /// <summary>Waits until all packets are counted.</summary>
    internal void Settle()
    {
        if (batch is null) return;
        counter?.Wait();
        CountIn(batch);
    }

    /// <summary>Counts all, and does without the second thread from now on.</summary>
    private void EndCounting()
    {
        Settle();
        counter?.Dispose();
        counter = null;
        batch = full = null;
        packetsTaken = 0;
    }

    private void HandOver()
    {
        counter ??= new SideThread("counts RTP", () => CountIn(full!));
        counter.Wait();
        (batch, full) = (full ?? new RtpBatch(), batch);
        counter.Start();
    }

    private void CountIn(RtpBatch arrivals)
    {
        foreach (ref readonly var arrival in arrivals.Arrivals)
        {
            if (arrival.Claim == RtpArrival.Tick) DropIdle(arrival.Time);
            else if (arrival.Claim == RtpArrival.None) CountIn(arrival, default, hasClaim: false);
            else CountIn(arrival, arrivals.ClaimOf(arrival), hasClaim: true);
        }
        arrivals.Clear();
    }

    private void CountIn(in RtpArrival arrival, in RtpClaim claim, bool hasClaim)
    {
        ref var slot = ref CollectionsMarshal.GetValueRefOrAddDefault(streams, arrival.Key, out _);
        var stream = slot ??= new RtpStream(arrival.Key, arrival.Frame.File, arrival.Frame.Number, arrival.Time);
        var wasProven = stream.IsProven;
        var isClockDue = stream.Take(arrival);
        if (hasClaim) stream.Take(claim, arrival.PayloadType);
        if (isClockDue) stream.GuessClock();
        if (wasProven) return;
        if (stream.IsProven) proven.Add(stream);
        else if (stream.Packets == 1) Enqueue(stream);
    }
}
