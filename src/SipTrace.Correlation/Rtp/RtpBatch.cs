using SipTrace.Wire.Bytes;

namespace SipTrace.Correlation.Rtp;

/// <summary>Arrivals that wait for their turn, in order, with the claims that some of them carry.</summary>
internal sealed class RtpBatch
{
    private const int Capacity = 4096;

    private readonly RtpArrival[] arrivals = new RtpArrival[Capacity];
    private readonly List<RtpClaim> claims = [];
    private int count;

    public bool IsFull => count == Capacity;

    public ReadOnlySpan<RtpArrival> Arrivals => arrivals.AsSpan(0, count);

    public RtpClaim ClaimOf(in RtpArrival arrival) => claims[arrival.Claim - 1];

    /// <summary>The next place, to be filled.</summary>
    public ref RtpArrival Next() => ref arrivals[count++];

    /// <summary>The claim of the arrival that came last.</summary>
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
