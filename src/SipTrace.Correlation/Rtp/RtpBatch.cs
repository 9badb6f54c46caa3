using System.Runtime.CompilerServices;
using SipTrace.Wire.Bytes;

namespace SipTrace.Correlation.Rtp;

/// <summary>Arrivals that wait for their turn, in order, with the claims that some of them carry.</summary>
/// <param name="capacity">How many there is room for.</param>
/// <param name="grows">Whether it grows, and so is never full.</param>
internal sealed class RtpBatch(int capacity, bool grows = false)
{
    private RtpArrival[] arrivals = new RtpArrival[capacity];
    private readonly List<RtpClaim> claims = [];
    private int count;

    public int Capacity => arrivals.Length;

    public bool IsFull => count >= arrivals.Length && !grows;

    public int Count => count;

    public ref readonly RtpArrival this[int index] => ref arrivals[index];

    public ReadOnlySpan<RtpArrival> Arrivals => arrivals.AsSpan(0, count);

    public RtpClaim ClaimOf(in RtpArrival arrival) => claims[arrival.Claim - 1];

    /// <summary>The next place, to be filled.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ref RtpArrival Next()
    {
        if (count == arrivals.Length) Array.Resize(ref arrivals, count * 2);
        return ref arrivals[count++];
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
        claims.Clear();
    }
}
