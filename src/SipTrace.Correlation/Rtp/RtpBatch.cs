using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using SipTrace.Wire.Bytes;

namespace SipTrace.Correlation.Rtp;

/// <summary>Arrivals that wait for their turn, in order, with the keys and claims that some of them carry.</summary>
/// <param name="capacity">How many there is room for.</param>
/// <param name="grows">Whether it grows, and so is never full.</param>
internal sealed class RtpBatch(int capacity, bool grows = false)
{
    private RtpArrival[] arrivals = new RtpArrival[capacity];
    private readonly List<RtpStreamKey> keys = new(capacity / 16);      // few carry one
    private readonly List<RtpClaim> claims = [];
    private int count;

    public int Capacity => arrivals.Length;

    public bool IsFull => count >= arrivals.Length && !grows;

    public int Count => count;

    public ref readonly RtpArrival this[int index] => ref arrivals[index];

    /// <summary>How many packets of a chunk stand before those that come next, where they are found later.</summary>
    public int Before { get; set; }

    public ReadOnlySpan<RtpArrival> Arrivals => arrivals.AsSpan(0, count);

    public ref readonly RtpStreamKey KeyOf(in RtpArrival arrival) => ref CollectionsMarshal.AsSpan(keys)[arrival.Key - 1];

    public RtpClaim ClaimOf(in RtpArrival arrival) => claims[arrival.Claim - 1];

    /// <summary>The next place, to be filled.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ref RtpArrival Next()
    {
        if (count == arrivals.Length) Array.Resize(ref arrivals, count * 2);
        ref var next = ref arrivals[count++];
        next.Before = Before;
        return ref next;
    }

    /// <summary>Adds the key of one, which it is to name by what comes back.</summary>
    public int Add(in RtpStreamKey key)
    {
        keys.Add(key);
        return keys.Count;
    }

    /// <summary>Adds the claim of what stands at an index.</summary>
    public void Add(in RtpClaim claim, int index)
    {
        claims.Add(claim);
        arrivals[index].Claim = claims.Count;
    }

    public void AddTick(Timestamp now)
    {
        ref var arrival = ref Next();
        arrival.Time = now;
        arrival.Claim = RtpArrival.Tick;
    }

    public void Clear()
    {
        count = 0;
        keys.Clear();
        claims.Clear();
    }
}
