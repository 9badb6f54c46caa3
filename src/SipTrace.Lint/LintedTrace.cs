using SipTrace.Correlation;
using SipTrace.Correlation.Evidence;
using SipTrace.Correlation.Ice;
using SipTrace.Wire.Bytes;

namespace SipTrace.Lint;

/// <summary>A trace as the rules see it, with the look-ups that all its calls share; each is made when first asked for.</summary>
public sealed class LintedTrace(Trace trace)
{
    private Dictionary<Endpoint, List<int>>? unknownChecks;

    /// <summary>The trace: complete, or unchanged while its calls are checked.</summary>
    public Trace Trace { get; } = trace;

    /// <summary>Its ICE sessions.</summary>
    public IceSessions Ice => field ??= new IceSessions(Trace);

    /// <summary>What its packets prove.</summary>
    public TraceEvidence Seen => field ??= new TraceEvidence(Trace, Ice);

    /// <summary>
    /// The Binding requests with a USERNAME of two ufrags that no call announced both, at one of their addresses; as indices in
    /// <see cref="StunTable.Transactions"/>.
    /// </summary>
    public IReadOnlyList<int> UnknownChecksAt(Endpoint endpoint) => (unknownChecks ??= ReadUnknownChecks()).GetValueOrDefault(endpoint, []);

    private Dictionary<Endpoint, List<int>> ReadUnknownChecks()
    {
        var byEnd = new Dictionary<Endpoint, List<int>>();
        foreach (var pair in Trace.Stun.Pairs)
        {
            if (Trace.Media.TryFind(pair, out _)) continue;
            foreach (var index in Trace.Stun.TransactionsOf(pair))
            {
                ref var transaction = ref Trace.Stun.Transactions[index];
                foreach (var end in (ReadOnlySpan<Endpoint>)[Trace.Endpoints[transaction.Source], Trace.Endpoints[transaction.Destination]])
                {
                    if (!byEnd.TryGetValue(end, out var list)) byEnd.Add(end, list = []);
                    list.Add(index);
                }
            }
        }
        return byEnd;
    }
}
