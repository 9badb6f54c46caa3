using SipTrace.Wire.Bytes;

namespace SipTrace.Correlation.Ice;

public sealed partial class TurnTable
{
    private const int MostPendingKept = 1000;

    // Longer than an allocation lives without a refresh (RFC 8656 §2.2: 10 minutes).
    private static readonly TimeSpan Remembered = TimeSpan.FromMinutes(15);

    /// <summary>Forgets allocations that have been quiet for longer than they live, and the quietest beyond a share of so many octets.</summary>
    internal void Forget(Timestamp now, long share)
    {
        var recent = now + -Remembered;
        var before = allocations.Count;
        allocations.RemoveAll(allocation => allocation.LastSeen < recent);
        // What relays nothing may be spoofed.
        var (left, wanted) = (share, new HashSet<TurnAllocation>());
        foreach (var allocation in allocations.OrderByDescending(each => (each.BytesUp + each.BytesDown > 0, each.LastSeen)))
        {
            if (left <= 0) break;
            left -= BareSize + allocation.Size;
            wanted.Add(allocation);
        }
        allocations.RemoveAll(allocation => !wanted.Contains(allocation));
        trace.Statistics.Forgot("turn_allocations", before - allocations.Count);
        latest.Clear();
        byRelayed.Clear();
        grown = 0;
        foreach (var allocation in allocations)
        {
            latest[(allocation.Point, allocation.Client, allocation.Server)] = allocation;
            if (!allocation.Relayed.IsNone) byRelayed[allocation.Relayed] = allocation;
            allocation.TakeGrowth();
            grown += allocation.Size;
        }
    }

    /// <summary>Gives requests that wait for an answer the new indices of their transactions.</summary>
    /// <param name="places">The new index + 1 by the old one; 0 for what was forgotten.</param>
    internal void Move(int[] places)
    {
        var waiting = pending.ToArray();
        pending.Clear();
        foreach (var (transaction, request) in waiting.OrderByDescending(each => each.Key).Take(MostPendingKept))
        {
            if (places[transaction] > 0) pending.Add(places[transaction] - 1, request);
        }
    }
}
