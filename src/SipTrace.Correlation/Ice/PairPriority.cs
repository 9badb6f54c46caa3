namespace SipTrace.Correlation.Ice;

/// <summary>The formulas of RFC 8445 for priorities.</summary>
public static class PairPriority
{
    /// <summary>The priority of a pair (§6.1.2.3): 2^32*MIN(G,D) + 2*MAX(G,D) + (G&gt;D ? 1 : 0).</summary>
    /// <param name="controlling">Priority of the controlling agent's candidate.</param>
    /// <param name="controlled">Priority of the controlled agent's candidate.</param>
    public static ulong Of(uint controlling, uint controlled) =>
        ((ulong)Math.Min(controlling, controlled) << 32) + 2UL * Math.Max(controlling, controlled) + (controlling > controlled ? 1UL : 0);

    /// <summary>The recommended priority of a candidate (§5.1.2.1): 2^24*type + 2^8*local + (256 - component).</summary>
    /// <param name="typePreference">126 host, 110 prflx, 100 srflx, 0 relay.</param>
    /// <param name="localPreference">0 to 65535.</param>
    /// <param name="component">1 to 256.</param>
    public static uint OfCandidate(int typePreference, int localPreference, int component) =>
        ((uint)typePreference << 24) + ((uint)localPreference << 8) + (uint)(256 - component);
}
