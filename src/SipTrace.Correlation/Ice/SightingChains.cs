namespace SipTrace.Correlation.Ice;

/// <summary>Which transactions of a session are one check, seen several times at one capture point: before and behind a NAT, or on both legs
/// of a relay. A chain for each, in the order of time.</summary>
internal sealed class SightingChains
{
    private readonly Trace trace;
    private readonly List<int> transactions;
    private readonly Dictionary<(int Point, ulong, uint), int> first;
    private readonly int[] next;

    /// <summary>Chains transactions that are in the order of time, those without a request left out.</summary>
    public SightingChains(Trace trace, List<int> transactions)
    {
        this.trace = trace;
        this.transactions = transactions;
        first = new(transactions.Count);
        next = new int[transactions.Count];
        for (var i = transactions.Count - 1; i >= 0; i--)
        {
            ref var transaction = ref trace.Stun.Transactions[transactions[i]];
            if (transaction.Requests == 0) continue;
            next[i] = First(transaction);
            first[KeyOf(transaction)] = i;
        }
    }

    /// <summary>The transaction at a place, as an index in <see cref="StunTable.Transactions"/>.</summary>
    public int this[int place] => transactions[place];

    /// <summary>The place of the first sighting of a check; -1 where there is none.</summary>
    public int First(in StunTransaction transaction) => first.TryGetValue(KeyOf(transaction), out var place) ? place : -1;

    /// <summary>The place of the sighting after that at a place; -1 where there is none.</summary>
    public int Next(int place) => next[place];

    private static (int, ulong, uint) KeyOf(in StunTransaction transaction) => (transaction.Point, transaction.IdHigh, transaction.IdLow);
}
