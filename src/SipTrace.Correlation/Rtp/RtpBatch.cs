using SipTrace.Wire.Bytes;

namespace SipTrace.Correlation.Rtp;

/// <summary>Arrivals that wait for their turn, in order, with the claims that some of them carry.</summary>
/// <param name="capacity">How many there is room for.</param>
internal sealed class RtpBatch(int capacity)
{
    private readonly RtpArrival[] arrivals = new RtpArrival[capacity];
    private readonly List<RtpClaim> claims = [];
    private int count;

    public int Capacity => arrivals.Length;

    public bool IsFull => count == arrivals.Length;

    /// <summary>What came last; there must be one.</summary>
    public ref readonly RtpArrival Last => ref arrivals[count - 1];

    public ReadOnlySpan<RtpArrival> Arrivals => arrivals.AsSpan(0, count);

    public RtpClaim ClaimOf(in RtpArrival arrival) => claims[arrival.Claim - 1];

    /// <summary>The next place, to be filled.</summary>
    public ref RtpArrival Next() => ref arrivals[count++];

    /// <summary>Adds the claim of what came last.</summary>
    public void Add(in RtpClaim claim)
    {
        claims.Add(claim);
        arrivals[count - 1].Claim = claims.Count;
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
