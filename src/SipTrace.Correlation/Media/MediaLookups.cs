using SipTrace.Correlation.Ice;
using SipTrace.Correlation.Rtp;
using SipTrace.Correlation.Sip;
using SipTrace.Wire.Bytes;
using SipTrace.Wire.Stun;

namespace SipTrace.Correlation.Media;

/// <summary>The tables of a <see cref="MediaIndex"/>.</summary>
internal sealed class MediaLookups(Trace trace)
{
    private const int ItemsPerStep = 128;

    private int taken;

    /// <summary>What had been forgotten when it was begun: indices from before a forgetting mean nothing after it.</summary>
    public int Forgettings { get; } = trace.Forgettings;

    public Dictionary<Call, List<RtpStream>> Streams { get; } = [];

    public StreamIndex StreamEnds { get; } = new();

    public CheckOwners Checks { get; } = new();

    public RelayClients Relays { get; } = new();

    public Dictionary<Call, List<TurnAllocation>> Allocations { get; } = [];

    public Dictionary<Call, List<DtlsSession>> Handshakes { get; } = [];

    public Dictionary<Call, List<FaxStream>> Faxes { get; } = [];

    public Dictionary<Call, List<Unreachable>> Unreachables { get; } = [];

    /// <summary>What STUN and TURN servers told a socket while its agent gathered candidates.</summary>
    public Dictionary<Endpoint, List<Endpoint>> Mappings { get; } = [];

    /// <summary>Reads the trace; each element stands for a step. What changes between steps is copied before, or only grows.</summary>
    public IEnumerable<int> Read()
    {
        foreach (var stream in trace.Rtp.Streams.ToArray())
        {
            StreamEnds.Add(stream);
            if (stream.Call is { } call) Add(Streams, call, stream);
            if (IsStepDone()) yield return taken;
        }
        for (var i = 0; i < trace.Stun.Pairs.Count; i++)
        {
            Checks.Add(trace, trace.Stun.Pairs[i]);
            if (IsStepDone()) yield return taken;
        }
        for (var i = 0; i < trace.Stun.Transactions.Count; i++)
        {
            TakeMapping(trace.Stun.Transactions[i]);
            if (IsStepDone()) yield return taken;
        }
        for (var i = 0; i < trace.Turn.Allocations.Count; i++)
        {
            Take(trace.Turn.Allocations[i]);
            if (IsStepDone()) yield return taken;
        }
        foreach (var session in trace.Dtls.Sessions.ToArray())
        {
            if (trace.OwnerOf(session.Relay, session.Client, session.Server).Call is { } call) Add(Handshakes, call, session);
            if (IsStepDone()) yield return taken;
        }
        foreach (var fax in trace.Fax.Streams.ToArray())
        {
            Add(Faxes, fax.Claim.Call, fax);
            if (IsStepDone()) yield return taken;
        }
        foreach (var error in trace.Unreachables.All.ToArray())
        {
            if (trace.OwnerOf(0, error.Source, error.Destination).Call is { } call) Add(Unreachables, call, error);
            if (IsStepDone()) yield return taken;
        }
    }

    private bool IsStepDone() => ++taken % ItemsPerStep == 0;

    private void Take(TurnAllocation allocation)
    {
        Relays.Add(allocation);
        foreach (var endpoint in (ReadOnlySpan<Endpoint>)[allocation.Relayed, allocation.Client, allocation.Mapped])
        {
            if (!trace.Media.TryFind(endpoint, out var claim)) continue;
            if (!Allocations.TryGetValue(claim.Call, out var known) || known[^1] != allocation) Add(Allocations, claim.Call, allocation);
        }
    }

    private void TakeMapping(in StunTransaction transaction)
    {
        if (transaction.Mapped < 0 || transaction.Pair >= 0 || transaction.Mapped == transaction.Source) return;
        if (transaction.Method is not (StunMethod.Binding or StunMethod.Allocate)) return;
        var (socket, mapped) = (trace.Endpoints[transaction.Source], trace.Endpoints[transaction.Mapped]);
        if (!Mappings.TryGetValue(socket, out var known) || !known.Contains(mapped)) Add(Mappings, socket, mapped);
    }

    private static void Add<TKey, TValue>(Dictionary<TKey, List<TValue>> lists, TKey key, TValue value)
        where TKey : notnull
    {
        if (lists.TryGetValue(key, out var list)) list.Add(value);
        else lists.Add(key, [value]);
    }
}
