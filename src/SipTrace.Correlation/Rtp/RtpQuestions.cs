using System.Runtime.CompilerServices;

namespace SipTrace.Correlation.Rtp;

/// <summary>
/// Tells when signalling should be asked about a stream: at the first packet of a payload type, and whenever its packets are four
/// times as many.
/// Counts by hash, in one small array: a collision costs a question, and those at the end of the capture make up for it.
/// </summary>
internal sealed class RtpQuestions
{
    private const int FewestSlots = 1 << 12, MostSlots = 1 << 22;

    private Slot[] slots = new Slot[FewestSlots];
    private int used;

    /// <summary>Octets of memory.</summary>
    public long Size => slots.Length * 8L;

    /// <summary>Begins anew: all is asked once more.</summary>
    public void Clear()
    {
        slots = new Slot[FewestSlots];
        used = 0;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool AreDue(int keyHash, byte payloadType)
    {
        // 0 marks an empty slot.
        var hash = (uint)keyHash + payloadType * 0x9e3779b9u | 1u << 31;
        ref var slot = ref slots[hash & ((uint)slots.Length - 1)];
        return slot.Hash == hash ? slot.IsDueNow() : AreDueElsewhere(hash);
    }

    private bool AreDueElsewhere(uint hash)
    {
        var mask = (uint)slots.Length - 1;
        var at = hash & mask;
        while (slots[at].Hash != hash)
        {
            if (slots[at].Hash == 0) return Begin(hash);
            at = at + 1 & mask;
        }
        return slots[at].IsDueNow();
    }

    private bool Begin(uint hash)
    {
        if (used >= slots.Length / 2) Grow();
        Insert(new Slot { Hash = hash, Packets = 1 });
        return true;
    }

    private void Grow()
    {
        var old = slots;
        used = 0;
        // More streams than this are a flood: it starts anew, and asks once more.
        slots = new Slot[Math.Min(old.Length * 2, MostSlots)];
        if (old.Length == MostSlots) return;
        foreach (var slot in old)
        {
            if (slot.Hash != 0) Insert(slot);
        }
    }

    private void Insert(in Slot slot)
    {
        var mask = (uint)slots.Length - 1;
        var at = slot.Hash & mask;
        while (slots[at].Hash != 0) at = at + 1 & mask;
        slots[at] = slot;
        used++;
    }

    private struct Slot
    {
        public uint Hash, Packets;

        public bool IsDueNow()
        {
            var packets = ++Packets;
            return (packets & (packets - 1)) == 0 && (packets & 0x5555_5555) != 0;
        }
    }
}
