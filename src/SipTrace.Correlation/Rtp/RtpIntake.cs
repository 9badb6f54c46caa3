using System.Runtime.CompilerServices;
using SipTrace.Correlation.Flows;
using SipTrace.Wire.Bytes;
using SipTrace.Wire.Rtp;

namespace SipTrace.Correlation.Rtp;

/// <summary>
/// Notes RTP packets for another thread, which counts them later, in few octets: a packet names its stream by a slot, some bits of the hash of the
/// stream's key. Only where the packet before in this slot was of another stream it carries the key, too. <see cref="RtpSlots"/> is the other end.
/// </summary>
internal sealed class RtpIntake(int slots)
{
    /// <summary>How many slots are enough that few streams share one; a power of two.</summary>
    public const int ManySlots = 1 << 14;

    private readonly RtpQuestions questions = new();
    private Slot[] slots = new Slot[slots];

    public int Slots => slots.Length;

    /// <summary>Octets of memory.</summary>
    public long Size => questions.Size + slots.Length * (long)Unsafe.SizeOf<Slot>();

    /// <summary>Begins anew, with so many slots; the other end must, too.</summary>
    public void Reset(int slots)
    {
        foreach (ref var slot in this.slots.AsSpan()) Note(slot);
        this.slots = new Slot[slots];
    }

    /// <summary>Forgets what signalling was asked: all is asked once more.</summary>
    public void ForgetQuestions()
    {
        questions.Clear();
        foreach (ref var slot in slots.AsSpan()) slot.Packets = 0;
    }

    /// <summary>Adds one packet of <paramref name="wireLength"/> octets. True where signalling should be asked about it; then it carries its key.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Add(in RtpStreamKey key, in RtpPacket packet, Timestamp time, FrameId frame, int wireLength, RtpBatch batch)
    {
        var hash = key.GetHashCode();
        var index = hash & (slots.Length - 1);
        ref var arrival = ref batch.Next();
        arrival.Set(index, packet, time, frame, wireLength);
        ref var slot = ref slots[index];
        if (slot.PayloadType != packet.PayloadType || !slot.Key.IsSameAs(key)) Change(ref slot, key, hash, packet.PayloadType);
        else if (!RtpQuestions.AreDue(++slot.Packets)) return false;
        arrival.Key = batch.Add(key);
        return RtpQuestions.AreDue(slot.Packets);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void Change(ref Slot slot, in RtpStreamKey key, int hash, byte payloadType)
    {
        Note(slot);
        slot = new Slot { Key = key, PayloadType = payloadType, Packets = questions.PacketsOf(hash, payloadType) + 1 };
    }

    private void Note(in Slot slot)
    {
        if (slot.Packets > 0) questions.PacketsOf(slot.Key.GetHashCode(), slot.PayloadType) = slot.Packets;
    }

    // What the last packet was of, and how many there were of that.
    private struct Slot
    {
        public RtpStreamKey Key;

        public uint Packets;

        public byte PayloadType;
    }
}
