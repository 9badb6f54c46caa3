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

    private (uint Hash, uint Packets)[] slots = new (uint, uint)[FewestSlots];
    private int used;

    /// <summary>Octets of memory.</summary>
    public long Size => slots.Length * 8L;

    /// <summary>Whether it is so after so many packets of a stream and payload type.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool AreDue(uint packets) => (packets & (packets - 1)) == 0 && (packets & 0x5555_5555) != 0;

    /// <summary>Begins anew: all is asked once more.</summary>
    public void Clear()
    {
        slots = new (uint, uint)[FewestSlots];
        used = 0;
    }

    /// <summary>How many packets there were of a stream and payload type, as was set here; valid until the next call.</summary>
    public ref uint PacketsOf(int keyHash, byte payloadType)
    {
        // 0 marks an empty slot.
        var hash = (uint)keyHash + payloadType * 0x9e3779b9u | 1u << 31;
        var at = SlotOf(hash);
        if (slots[at].Hash == 0)
        {
            if (used >= slots.Length / 2) at = Grow(hash);
            slots[at].Hash = hash;
            used++;
        }
        return ref slots[at].Packets;
    }

    // The slot that has it, or will have it.
    private uint SlotOf(uint hash)
    {
        var mask = (uint)slots.Length - 1;
        var at = hash & mask;
        while (slots[at].Hash != hash && slots[at].Hash != 0) at = at + 1 & mask;
        return at;
    }

    private uint Grow(uint hash)
    {
        var old = slots;
        // More streams than this are a flood: it starts anew, and asks once more.
        var isFlood = old.Length == MostSlots;
        slots = new (uint, uint)[Math.Min(old.Length * 2, MostSlots)];
        if (isFlood) used = 0;
        else
        {
            foreach (var slot in old)
            {
                if (slot.Hash != 0) slots[SlotOf(slot.Hash)] = slot;
            }
        }
        return SlotOf(hash);
    }
}
