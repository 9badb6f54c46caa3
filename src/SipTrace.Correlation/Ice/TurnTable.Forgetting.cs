using SipTrace.Wire.Bytes;

namespace SipTrace.Correlation.Ice;

public sealed partial class TurnTable
{
    private const int MostKept = 20_000;

    // Longer than an allocation lives without a refresh (RFC 8656 §2.2: 10 minutes).
    private static readonly TimeSpan Remembered = TimeSpan.FromMinutes(15);

    /// <summary>Forgets allocations that have been quiet for longer than they live, and the oldest beyond a number.</summary>
    internal void Forget(Timestamp now)
    {
        var recent = now + -Remembered;
        var before = allocations.Count;
        allocations.RemoveAll(allocation => allocation.LastSeen < recent);
        if (allocations.Count > MostKept) allocations.RemoveRange(0, allocations.Count - MostKept);
        Statistics.Add(trace.Statistics.Forgotten, "turn_allocations", before - allocations.Count);
        latest.Clear();
        foreach (var allocation in allocations) latest[(allocation.Point, allocation.Client, allocation.Server)] = allocation;
    }

    /// <summary>Gives requests that wait for an answer the new indices of their transactions.</summary>
    /// <param name="places">The new index + 1 by the old one; 0 for what was forgotten.</param>
    internal void Move(int[] places)
    {
        var waiting = pending.ToArray();
        pending.Clear();
        foreach (var (transaction, request) in waiting)
        {
            if (places[transaction] > 0) pending.Add(places[transaction] - 1, request);
        }
    }
}
