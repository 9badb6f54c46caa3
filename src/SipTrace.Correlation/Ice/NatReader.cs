using SipTrace.Correlation.Media;
using SipTrace.Wire.Bytes;
using SipTrace.Wire.Sdp;
using SipTrace.Wire.Stun;

namespace SipTrace.Correlation.Ice;

/// <summary>
/// Gathers what shows how NATs behave: mapped addresses in STUN answers, reflexive candidates with their bases, checks that arrive from an address
/// which their sender did not announce; and which packets got through.
/// </summary>
public sealed class NatReader
{
    private readonly Trace trace;
    private readonly MediaIndex media;
    private readonly Dictionary<(Endpoint Host, Endpoint Public), Dictionary<Endpoint, NatSocket>> hosts = [];
    private readonly Dictionary<Endpoint, NatSocket> byEnd = [];        // by the socket's own address and by its mappings

    /// <summary>Reads the NATs of a trace.</summary>
    public NatReader(Trace trace, MediaIndex media)
    {
        this.trace = trace;
        this.media = media;
    }

    /// <summary>Takes what a session shows.</summary>
    public void Take(IceSession session)
    {
        ReadCandidates(session);
        ReadChecks(session);
    }

    /// <summary>What the NATs do, by the hosts behind them. To be asked once, when all sessions are taken.</summary>
    public IReadOnlyList<NatBehaviour> Read()
    {
        ReadAnswers();
        IndexEnds();
        ReadSent();
        var filtering = new NatFiltering(trace, byEnd, media.StreamEnds);
        filtering.Read();
        List<NatBehaviour> found = [];
        foreach (var ((host, outside), sockets) in hosts)
        {
            var nat = new NatBehaviour { Host = host, Public = outside };
            if (host == outside) nat.Mapping = ReadNone(nat, sockets);
            else
            {
                NatMappings.Judge(nat, sockets.Values);
                filtering.Judge(nat, sockets.Values);
            }
            var isDrowned = host == outside && hosts.Keys.Any(key => key.Host == host && key.Public != host);
            if (!isDrowned) found.Add(nat);
        }
        return [.. found.OrderBy(nat => nat.Host).ThenBy(nat => nat.Public)];
    }

    private static NatDependence ReadNone(NatBehaviour nat, Dictionary<Endpoint, NatSocket> sockets)
    {
        var mapping = sockets.Values.SelectMany(socket => socket.Mappings).FirstOrDefault();
        nat.Evidence.Add($"{mapping.Destination} sees {mapping.Mapped} as it is");
        return NatDependence.None;
    }

    private void ReadCandidates(IceSession session)
    {
        foreach (var candidate in session.Candidates)
        {
            var (mapped, local) = (candidate.Endpoint, candidate.RelatedEndpoint);
            if (candidate.Type != CandidateType.ServerReflexive || mapped.IsNone || local.IsNone || local.Port == 0 || mapped == local) continue;
            SocketOf(local, mapped).Add(default, mapped, session.Started, session.Started, isByServer: true);
        }
    }

    private void ReadAnswers()
    {
        for (var index = 0; index < trace.Stun.Transactions.Count; index++)
        {
            ref var transaction = ref trace.Stun.Transactions[index];
            if (transaction.Mapped < 0 || transaction.Relay != 0 || transaction.Method is not (StunMethod.Binding or StunMethod.Allocate)) continue;
            var (local, destination, mapped) = (trace.Endpoints[transaction.Source], trace.Endpoints[transaction.Destination], trace.Endpoints[transaction.Mapped]);
            // Outside, the mapping itself is the source, and says nothing but that it was used.
            if (mapped == local ? !local.IsPrivate() : !local.IsPrivate() || mapped.HasSameAddress(destination) && !IsOwn(local, mapped)) continue;
            SocketOf(local, mapped).Add(destination, mapped, transaction.Time, transaction.Time + transaction.RequestSpan, isByServer: transaction.Pair < 0);
        }
    }

    private void ReadChecks(IceSession session)
    {
        foreach (var pair in session.Pairs)
        {
            if (pair.Point < 0 || !pair.Relay.IsNone || session[pair.Sender] is not { } sender) continue;
            var candidate = sender.Find(pair.From);
            if (candidate is { Type: CandidateType.Host } && !pair.From.IsPrivate() && pair.Mapped == pair.From)
                SocketOf(pair.From, pair.From).Add(pair.To, pair.From, pair.LastCheck, pair.LastCheck);
            if (pair.From.IsPrivate() || candidate is { Type: CandidateType.Host or CandidateType.Relay }) continue;
            var local = candidate?.RelatedEndpoint ?? BaseOf(sender, pair.Component);
            if (!local.IsNone && local.IsPrivate()) SocketOf(local, pair.From).Add(pair.To, pair.From, pair.Started ?? pair.LastCheck, pair.LastCheck);
        }
    }

    // A check from an address that nobody announced comes from the one host candidate of its component.
    private static Endpoint BaseOf(IceAgent agent, int component)
    {
        var bases = agent.Candidates.Where(c => c.Type == CandidateType.Host && c.Component == component && c.Endpoint.IsPrivate()).Select(c => c.Endpoint).Distinct().ToArray();
        return bases.Length == 1 ? bases[0] : default;
    }

    private bool IsOwn(Endpoint local, Endpoint mapped) => hosts.ContainsKey((local.WithPort(0), mapped.WithPort(0)));

    private NatSocket SocketOf(Endpoint local, Endpoint mapped)
    {
        var key = (local.WithPort(0), mapped.WithPort(0));
        if (!hosts.TryGetValue(key, out var sockets)) hosts.Add(key, sockets = []);
        if (!sockets.TryGetValue(local, out var socket)) sockets.Add(local, socket = new NatSocket(local));
        return socket;
    }

    private void IndexEnds()
    {
        foreach (var ((host, outside), sockets) in hosts)
        {
            if (host == outside) continue;
            foreach (var socket in sockets.Values)
            {
                byEnd.TryAdd(socket.Local, socket);
                foreach (var mapping in socket.Mappings) byEnd.TryAdd(mapping.Mapped, socket);
            }
        }
    }

    private void ReadSent()
    {
        for (var index = 0; index < trace.Stun.Transactions.Count; index++)
        {
            ref var transaction = ref trace.Stun.Transactions[index];
            if (transaction.Relay == 0 && transaction.Requests > 0 && byEnd.TryGetValue(trace.Endpoints[transaction.Source], out var socket))
                socket.Sent.Add((trace.Endpoints[transaction.Destination], transaction.Time));
        }
    }
}
