using SipTrace.Correlation;
using SipTrace.Correlation.Evidence;
using SipTrace.Correlation.Ice;
using SipTrace.Correlation.Media;
using SipTrace.Correlation.Sip;
using SipTrace.Wire.Bytes;

namespace SipTrace.Lint;

/// <summary>A trace as the rules see it, with the look-ups that all its calls share; each is made when first asked for.</summary>
/// <param name="trace">The trace: complete, or unchanged while its calls are checked.</param>
/// <param name="media">Which media belongs to which call, where somebody else asks that too.</param>
public sealed class LintedTrace(Trace trace, Func<MediaIndex>? media = null)
{
    private Dictionary<Endpoint, List<int>>? unknownChecks;
    private List<Timestamp>?[]? sent;        // by index of the endpoint

    /// <summary>The trace.</summary>
    public Trace Trace { get; } = trace;

    /// <summary>Its ICE sessions.</summary>
    public IceSessions Ice => field ??= new IceSessions(Trace, media?.Invoke() ?? MediaIndex.Of(Trace));

    /// <summary>What its packets prove.</summary>
    public TraceEvidence Seen => field ??= new TraceEvidence(Trace, Ice);

    /// <summary>
    /// The Binding requests with a USERNAME of two ufrags that no call announced both, at one of their addresses; as indices in
    /// <see cref="StunTable.Transactions"/>.
    /// </summary>
    public IReadOnlyList<int> UnknownChecksAt(Endpoint endpoint) =>
        (unknownChecks ??= ReadUnknownChecks()).TryGetValue(endpoint, out var checks) ? checks : [];

    /// <summary>Whether there are any.</summary>
    internal bool HasUnknownChecks => (unknownChecks ??= ReadUnknownChecks()).Count > 0;

    /// <summary>Makes all look-ups now, so that no call has to wait for them. Then several threads may check calls at the same
    /// time.</summary>
    public LintedTrace Prepare()
    {
        Parallel.Invoke(() => _ = Ice, () => sent ??= ReadRegistered(), () => unknownChecks ??= ReadUnknownChecks());
        Seen.Prepare();
        return this;
    }

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

    /// <summary>When a socket sent anything but TCP, in the order of time: SIP, STUN and what only keeps a NAT awake. Ready for those that
    /// are registered.</summary>
    internal List<Timestamp> SentBy(Endpoint socket)
    {
        if (!Trace.Endpoints.TryGetIndex(socket, out var source)) return [];
        sent ??= ReadRegistered();
        if (source < sent.Length && sent[source] is { } times) return times;
        var one = new List<Timestamp>?[Trace.Endpoints.Count];
        one[source] = [];
        ReadSent(one);
        return one[source]!;
    }

    private List<Timestamp>?[] ReadRegistered()
    {
        var registered = new List<Timestamp>?[Trace.Endpoints.Count];
        for (var i = 0; i < Trace.Messages.Count; i++)
        {
            ref var message = ref Trace.Messages[i];
            if (message is { Status: >= 200 and < 300, Transport: SipTransport.Udp } && Trace.MethodOf(message) == "REGISTER")
                registered[message.Destination] ??= [];
        }
        ReadSent(registered);
        return registered;
    }

    private void ReadSent(List<Timestamp>?[] sockets)
    {
        for (var i = 0; i < Trace.Messages.Count; i++)
        {
            ref var message = ref Trace.Messages[i];
            Add(message.Source, message.Time);
        }
        for (var i = 0; i < Trace.Stun.Transactions.Count; i++)
        {
            ref var transaction = ref Trace.Stun.Transactions[i];
            if (transaction.Requests == 0) continue;
            Add(transaction.Source, transaction.Time);
            Add(transaction.Source, transaction.Time + transaction.RequestSpan);
        }
        foreach (var path in Trace.Stun.Indications)
        {
            // They come evenly, or they would keep nothing awake.
            var count = Trace.Endpoints.TryGetIndex(path.Source, out var from) ? Math.Min(path.Count, 10_000) : 0;
            for (var i = 0; i < count; i++) Add(from, path.First + (path.Last - path.First) / Math.Max(1, count - 1) * i);
        }
        foreach (var (source, time) in Trace.KeepAlives.All) Add(source, time);
        // With a comparison, for which the code is there before the program starts.
        foreach (var times in sockets) times?.Sort(static (one, other) => one.CompareTo(other));

        void Add(int source, Timestamp time) => sockets[source]?.Add(time);
    }

    /// <summary>Reads a call again, for the rules.</summary>
    /// <param name="call">The call.</param>
    /// <param name="octets">Where there is room for its octets, as for <see cref="CallTranscript.Read"/>.</param>
    public LintedCall Read(Call call, OctetBuffer? octets = null) => new(this, CallTranscript.Read(Trace, call, octets));
}
