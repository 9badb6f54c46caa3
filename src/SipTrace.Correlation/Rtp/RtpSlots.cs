using System.Runtime.CompilerServices;

namespace SipTrace.Correlation.Rtp;

/// <summary>The stream that each slot of an <see cref="RtpIntake"/> stands for, as far as its packets were counted.</summary>
internal sealed class RtpSlots(int count)
{
    private readonly RtpStream?[] streams = new RtpStream?[count];
    private readonly RtpStreamKey[] keys = new RtpStreamKey[count];

    /// <summary>Octets of memory, without the streams.</summary>
    public long Size => streams.Length * (long)(Unsafe.SizeOf<RtpStreamKey>() + IntPtr.Size);

    /// <summary>The stream of a packet; null where that must be looked up, by <see cref="KeyOf"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public RtpStream? StreamOf(in RtpArrival arrival) => arrival.Key == RtpArrival.None ? streams[arrival.Slot] : null;

    /// <summary>The key of the stream of a packet, which is that of its slot from now on.</summary>
    public ref readonly RtpStreamKey KeyOf(in RtpArrival arrival, RtpBatch batch)
    {
        ref var key = ref keys[arrival.Slot];
        if (arrival.Key != RtpArrival.None) key = batch.KeyOf(arrival);
        return ref key;
    }

    /// <summary>Notes what was looked up.</summary>
    public void Set(int slot, RtpStream stream) => streams[slot] = stream;

    /// <summary>Must be told that a stream is forgotten.</summary>
    public void Forget(in RtpStreamKey key) => streams[key.GetHashCode() & (streams.Length - 1)] = null;
}
