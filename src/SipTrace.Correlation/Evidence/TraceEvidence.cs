using SipTrace.Correlation.Ice;
using SipTrace.Correlation.Media;
using SipTrace.Correlation.Rtp;
using SipTrace.Correlation.Sip;
using SipTrace.Wire.Bytes;
using SipTrace.Wire.Stun;

namespace SipTrace.Correlation.Evidence;

/// <summary>Look-ups over a whole trace that the evidence of its calls needs, each made when first asked for.</summary>
public sealed class TraceEvidence
{
    private static readonly TimeSpan MappingTime = TimeSpan.FromMinutes(10);

    private HashSet<(int Point, Endpoint Address)>? sources;
    private readonly Dictionary<Endpoint, List<(Endpoint Socket, Timestamp Time)>> socketsByMapping = [];
    private readonly List<int> noRequests = [];
    private Dictionary<Endpoint, List<int>>? requestsByClient;
    private Dictionary<Endpoint, List<TurnAllocation>>? allocationsByClient;

    /// <summary>Prepares the look-ups.</summary>
    /// <param name="trace">A trace that is complete, or does not change meanwhile.</param>
    /// <param name="ice">Its ICE sessions.</param>
    public TraceEvidence(Trace trace, IceSessions ice)
    {
        Trace = trace;
        Ice = ice;
    }

    /// <summary>The trace.</summary>
    public Trace Trace { get; }

    /// <summary>Its ICE sessions.</summary>
    public IceSessions Ice { get; }

    /// <summary>Makes all look-ups now.</summary>
    public void Prepare()
    {
        Parallel.Invoke(() => sources ??= ReadSources(), () => _ = RtcpByEnd, () =>
        {
            _ = OddSockets;
            RequestsOf(default);
            AllocationsOf(default);
        });
    }

    /// <summary>What is seen of a call.</summary>
    public CallEvidence Of(CallTranscript transcript) => new(this, transcript);

    /// <summary>Whether any packet at a capture point came from the address, whatever its port.</summary>
    public bool IsSource(int point, Endpoint address) => (sources ??= ReadSources()).Contains((point, address.WithPort(0)));

    /// <summary>Whether a socket is the client of a TURN relay.</summary>
    internal bool IsClient(Endpoint relay, Endpoint socket) => Ice.Media.Relays.IsClient(relay, socket);

    /// <summary>The STUN and TURN requests without an ICE USERNAME that a host sent, as indices in <see cref="StunTable.Transactions"/>.</summary>
    internal List<int> RequestsOf(Endpoint address) =>
        (requestsByClient ??= ReadRequests()).TryGetValue(address.WithPort(0), out var requests) ? requests : noRequests;

    /// <summary>The sockets that a STUN or TURN server saw at a mapped address, in a call or not long before: NATs give their ports to others later.</summary>
    internal IEnumerable<Endpoint> SocketsOf(Endpoint mapped, Call call)
    {
        requestsByClient ??= ReadRequests();
        return socketsByMapping.TryGetValue(mapped, out var sockets) ? During(call, sockets) : [];
    }

    private static IEnumerable<Endpoint> During(Call call, List<(Endpoint Socket, Timestamp Time)> sockets) => sockets
        .Where(seen => seen.Time >= call.Started - MappingTime && seen.Time <= call.LastSeen).Select(seen => seen.Socket);

    internal IReadOnlyList<TurnAllocation> AllocationsOf(Endpoint address) =>
        (allocationsByClient ??= ReadAllocations()).TryGetValue(address.WithPort(0), out var allocations) ? allocations : [];

    internal IReadOnlyList<RtpStream> StreamsOf(Call call) => Ice.Media.StreamsOf(call);

    /// <summary>The streams of no known call, by the sockets where they begin or end.</summary>
    internal Dictionary<Endpoint, List<RtpStream>> OrphansByEnd => field ??=
        ByEnds(Trace.Rtp.Streams.Where(stream => stream.Call is null), stream => (stream.Key.Source, stream.Key.Destination));

    /// <summary>The sockets of streams of no known call, of DTLS, and of what ICMP says.</summary>
    internal HashSet<Endpoint> OddSockets => field ??= [.. OrphansByEnd.Keys, .. UnreachablesByEnd.Keys, .. DtlsByEnd.Keys];

    /// <summary>RTCP, by the sockets that it goes from or to.</summary>
    internal Dictionary<Endpoint, List<RtcpPath>> RtcpByEnd => field ??=
        ByEnds(Trace.Rtcp.Paths, path => (path.Key.Source, path.Key.Destination));

    /// <summary>What ICMP says of datagrams, by the sockets that they go from or to.</summary>
    internal Dictionary<Endpoint, List<Unreachable>> UnreachablesByEnd => field ??=
        ByEnds(Trace.Unreachables.All, report => (report.Source, report.Destination));

    /// <summary>The DTLS handshakes, by their sockets.</summary>
    internal Dictionary<Endpoint, List<DtlsSession>> DtlsByEnd => field ??=
        ByEnds(Trace.Dtls.Sessions, session => (session.Client, session.Server));

    private static Dictionary<Endpoint, List<T>> ByEnds<T>(IEnumerable<T> all, Func<T, (Endpoint, Endpoint)> endsOf)
    {
        var byEnd = new Dictionary<Endpoint, List<T>>();
        foreach (var each in all)
        {
            var (one, other) = endsOf(each);
            Add(byEnd, one, each);
            Add(byEnd, other, each);
        }
        return byEnd;
    }

    private Dictionary<Endpoint, List<int>> ReadRequests()
    {
        var byClient = new Dictionary<Endpoint, List<int>>();
        for (var index = 0; index < Trace.Stun.Transactions.Count; index++)
        {
            ref var transaction = ref Trace.Stun.Transactions[index];
            if (transaction.Pair >= 0 || transaction.Requests == 0) continue;
            var client = Trace.Endpoints[transaction.Source];
            Add(byClient, client.WithPort(0), index);
            if (transaction.Mapped >= 0 && transaction.Mapped != transaction.Source && transaction.Method is StunMethod.Binding or StunMethod.Allocate)
                Add(socketsByMapping, Trace.Endpoints[transaction.Mapped], (client, transaction.Time));
        }
        return byClient;
    }

    private Dictionary<Endpoint, List<TurnAllocation>> ReadAllocations()
    {
        var byClient = new Dictionary<Endpoint, List<TurnAllocation>>();
        foreach (var allocation in Trace.Turn.Allocations) Add(byClient, allocation.Client.WithPort(0), allocation);
        return byClient;
    }

    private HashSet<(int, Endpoint)> ReadSources()
    {
        var seen = new HashSet<(int, Endpoint)>();
        foreach (var stream in Trace.Rtp.Streams) seen.Add((stream.Key.Point, stream.Key.Source.WithPort(0)));
        foreach (var path in Trace.Rtcp.Paths) seen.Add((path.Key.Point, path.Key.Source.WithPort(0)));
        foreach (var stream in Trace.Fax.Streams) seen.Add((stream.Point, stream.Source.WithPort(0)));
        var pointBefore = new int[Trace.Endpoints.Count];       // 1-based; an endpoint is mostly seen at one point, again and again
        for (var index = 0; index < Trace.Stun.Transactions.Count; index++)
        {
            ref var transaction = ref Trace.Stun.Transactions[index];
            if (transaction.Requests > 0) Add(transaction.Point, transaction.Source);
            if (transaction.AnswerSource >= 0) Add(transaction.Point, transaction.AnswerSource);
        }
        for (var index = 0; index < Trace.Messages.Count; index++)
        {
            ref var message = ref Trace.Messages[index];
            Add(message.Point, message.Source);
        }
        return seen;

        void Add(int point, int source)
        {
            if (pointBefore[source] == point + 1) return;
            pointBefore[source] = point + 1;
            seen.Add((point, Trace.Endpoints[source].WithPort(0)));
        }
    }

    private static void Add<TKey, TValue>(Dictionary<TKey, List<TValue>> lists, TKey key, TValue value)
        where TKey : notnull
    {
        if (lists.TryGetValue(key, out var list)) list.Add(value);
        else lists.Add(key, [value]);
    }
}
