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

    private Dictionary<Endpoint, List<RtpStream>>? orphansByEnd;
    private Dictionary<Endpoint, List<RtcpPath>>? rtcpByEnd;
    private Dictionary<Endpoint, List<DtlsSession>>? dtlsByEnd;
    private Dictionary<Endpoint, List<Unreachable>>? unreachablesByEnd;
    private HashSet<(int Point, Endpoint Address)>? sources;
    private readonly Dictionary<Endpoint, List<(Endpoint Socket, Timestamp Time)>> socketsByMapping = [];
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
        OrphansAt(default);
        RtcpAt(default);
        UnreachablesAt(default);
        DtlsAt(default);
        RequestsOf(default);
        AllocationsOf(default);
        IsSource(0, default);
    }

    /// <summary>What is seen of a call.</summary>
    public CallEvidence Of(CallTranscript transcript) => new(this, transcript);

    /// <summary>Whether any packet at a capture point came from the address, whatever its port.</summary>
    public bool IsSource(int point, Endpoint address) => (sources ??= ReadSources()).Contains((point, address.WithPort(0)));

    /// <summary>Whether a socket is the client of a TURN relay.</summary>
    internal bool IsClient(Endpoint relay, Endpoint socket) => Ice.Media.Relays.IsClient(relay, socket);

    /// <summary>The STUN and TURN requests without an ICE USERNAME that a host sent, as indices in <see cref="StunTable.Transactions"/>.</summary>
    internal IReadOnlyList<int> RequestsOf(Endpoint address) =>
        (requestsByClient ??= ReadRequests()).GetValueOrDefault(address.WithPort(0), []);

    /// <summary>The sockets that a STUN or TURN server saw at a mapped address, in a call or not long before: NATs give their ports to others later.</summary>
    internal IEnumerable<Endpoint> SocketsOf(Endpoint mapped, Call call)
    {
        requestsByClient ??= ReadRequests();
        return socketsByMapping.GetValueOrDefault(mapped, [])
            .Where(seen => seen.Time >= call.Started - MappingTime && seen.Time <= call.LastSeen).Select(seen => seen.Socket);
    }

    internal IReadOnlyList<TurnAllocation> AllocationsOf(Endpoint address) =>
        (allocationsByClient ??= ReadAllocations()).GetValueOrDefault(address.WithPort(0), []);

    internal IReadOnlyList<RtpStream> StreamsOf(Call call) => Ice.Media.StreamsOf(call);

    /// <summary>The streams of no known call that begin or end at a socket.</summary>
    internal IReadOnlyList<RtpStream> OrphansAt(Endpoint socket) =>
        (orphansByEnd ??= ByEnds(Trace.Rtp.Streams.Where(stream => stream.Call is null), stream => (stream.Key.Source, stream.Key.Destination)))
            .GetValueOrDefault(socket, []);

    /// <summary>The RTCP that goes from or to a socket.</summary>
    internal IReadOnlyList<RtcpPath> RtcpAt(Endpoint socket) =>
        (rtcpByEnd ??= ByEnds(Trace.Rtcp.Paths, path => (path.Key.Source, path.Key.Destination))).GetValueOrDefault(socket, []);

    /// <summary>What ICMP says of datagrams from or to a socket.</summary>
    internal IReadOnlyList<Unreachable> UnreachablesAt(Endpoint socket) =>
        (unreachablesByEnd ??= ByEnds(Trace.Unreachables.All, report => (report.Source, report.Destination))).GetValueOrDefault(socket, []);

    /// <summary>The DTLS handshakes of a socket.</summary>
    internal IReadOnlyList<DtlsSession> DtlsAt(Endpoint socket) =>
        (dtlsByEnd ??= ByEnds(Trace.Dtls.Sessions, session => (session.Client, session.Server))).GetValueOrDefault(socket, []);

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
        for (var index = 0; index < Trace.Stun.Transactions.Count; index++)
        {
            ref var transaction = ref Trace.Stun.Transactions[index];
            if (transaction.Requests > 0) seen.Add((transaction.Point, Trace.Endpoints[transaction.Source].WithPort(0)));
            if (transaction.AnswerSource >= 0) seen.Add((transaction.Point, Trace.Endpoints[transaction.AnswerSource].WithPort(0)));
        }
        for (var index = 0; index < Trace.Messages.Count; index++)
        {
            ref var message = ref Trace.Messages[index];
            seen.Add((message.Point, Trace.Endpoints[message.Source].WithPort(0)));
        }
        return seen;
    }

    private static void Add<TKey, TValue>(Dictionary<TKey, List<TValue>> lists, TKey key, TValue value)
        where TKey : notnull
    {
        if (lists.TryGetValue(key, out var list)) list.Add(value);
        else lists.Add(key, [value]);
    }
}
