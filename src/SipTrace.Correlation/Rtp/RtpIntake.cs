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

    private const int SlotSize = 64;

    private RtpStreamKey[] keys = new RtpStreamKey[slots];

    /// <summary>When to ask signalling about them.</summary>
    public RtpQuestions Questions { get; } = new();

    public int Slots => keys.Length;

    /// <summary>Octets of memory.</summary>
    public long Size => Questions.Size + keys.Length * (long)SlotSize;

    /// <summary>Begins anew, with so many slots; the other end must, too.</summary>
    public void Reset(int slots) => keys = new RtpStreamKey[slots];

    /// <summary>Adds one packet of <paramref name="wireLength"/> octets. True where signalling should be asked about it; then it carries its key.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Add(in RtpStreamKey key, in RtpPacket packet, Timestamp time, FrameId frame, int wireLength, RtpBatch batch)
    {
        var hash = key.GetHashCode();
        var slot = hash & (keys.Length - 1);
        ref var arrival = ref batch.Next();
        arrival.Set(slot, packet, time, frame, wireLength);
        var isDue = Questions.AreDue(hash, packet.PayloadType);
        ref var known = ref keys[slot];
        if (!isDue && known.IsSameAs(key)) return false;
        known = key;
        arrival.Key = batch.Add(key);
        return isDue;
    }
}
