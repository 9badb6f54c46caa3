using SipTrace.Correlation;
using SipTrace.Correlation.Rtp;
using SipTrace.Correlation.Sip;
using SipTrace.Wire;
using SipTrace.Wire.Bytes;
using SipTrace.Wire.Ip;

namespace SipTrace.Commands;

/// <summary>The sockets between which media of some calls went, and when: RTP, RTCP, checks, DTLS, T.38, TURN, and the ICMP errors about them.</summary>
internal sealed class MediaPaths
{
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan Reply = TimeSpan.FromSeconds(1);

    private readonly Trace trace;
    private readonly HashSet<Call> wanted;
    private readonly Dictionary<(Endpoint One, Endpoint Other), List<(Timestamp From, Timestamp To, int Call)>> paths = [];

    /// <summary>Gathers the paths of calls.</summary>
    public MediaPaths(Trace trace, IReadOnlyList<Call> calls)
    {
        this.trace = trace;
        wanted = [.. calls];
        foreach (var stream in trace.Rtp.Streams)
        {
            if (stream.Call is { } call && wanted.Contains(call)) AddStream(stream, call);
        }
        foreach (var path in trace.Rtcp.Paths) AddClaimed(path.Key.Source, path.Key.Destination, path.FirstTime, path.LastTime);
        foreach (var session in trace.Dtls.Sessions) AddClaimed(session.Client, session.Server, session.FirstTime, session.LastTime);
        foreach (var fax in trace.Fax.Streams) AddClaimed(fax.Source, fax.Destination, fax.FirstTime, fax.LastTime);
        foreach (var checks in trace.Stun.Pairs)
        {
            if (trace.Media.TryFind(checks, out var claim) && wanted.Contains(claim.Call)) AddChecks(checks, claim.Call);
        }
        foreach (var allocation in trace.Turn.Allocations)
        {
            if (trace.Media.TryFind(allocation.Relayed, out var claim) && wanted.Contains(claim.Call))
                Add(allocation.Client, allocation.Server, allocation.Started, Latest(allocation.LastSeen, claim.Call.LastSeen), claim.Call);
        }
    }

    /// <summary>Whether a frame belongs to the media of one of the calls, and to which.</summary>
    public bool TryFind(in Frame frame, out int call)
    {
        call = 0;
        if (!Layers.TryPeel(frame, out var packet, out _) || packet.IsFragment) return false;
        if (packet.Protocol is not (IpProtocol.Icmp or IpProtocol.IcmpV6)) return TryFind(packet.Source, packet.Destination, frame.Time, out call);
        return IcmpError.TryParse(packet.Payload, packet.Protocol == IpProtocol.IcmpV6, out var error) && TryFind(error.Source, error.Destination, frame.Time, out call);
    }

    private bool TryFind(Endpoint source, Endpoint destination, Timestamp time, out int call)
    {
        call = 0;
        if (!paths.TryGetValue(KeyOf(source, destination), out var times)) return false;
        foreach (var (from, to, number) in times)
        {
            // ICMP answers a little later.
            if (time < from || time > to + Reply) continue;
            call = number;
            return true;
        }
        return false;
    }

    private void AddStream(RtpStream stream, Call call)
    {
        var key = stream.Key;
        if (key.Relay == 0)
        {
            Add(key.Source, key.Destination, stream.FirstTime, stream.LastTime, call);
            return;
        }
        // On the wire it goes between the client and its TURN server.
        var relay = trace.Relays[key.Relay];
        foreach (var allocation in trace.Turn.Allocations)
        {
            if ((allocation.Relayed == relay || allocation.Server == relay) && (allocation.Client == key.Source || allocation.Client == key.Destination))
                Add(allocation.Client, allocation.Server, Earliest(allocation.Started, stream.FirstTime), Latest(allocation.LastSeen, stream.LastTime), call);
        }
    }

    private void AddChecks(Correlation.Ice.UfragPair checks, Call call)
    {
        foreach (var index in trace.Stun.TransactionsOf(checks))
        {
            ref var transaction = ref trace.Stun.Transactions[index];
            Add(trace.Endpoints[transaction.Source], trace.Endpoints[transaction.Destination], transaction.Time, Latest(transaction.Time + Grace, call.LastSeen), call);
        }
    }

    // Ports are used again: the claim must be of a call of that time.
    private void AddClaimed(Endpoint source, Endpoint destination, Timestamp from, Timestamp to)
    {
        if (trace.OwnerOf(0, source, destination).Call is not { } call || !wanted.Contains(call)) return;
        if (from <= call.LastSeen + Grace && to >= call.Started) Add(source, destination, Latest(from, call.Started), Earliest(to, call.LastSeen + Grace), call);
    }

    private void Add(Endpoint source, Endpoint destination, Timestamp from, Timestamp to, Call call)
    {
        var key = KeyOf(source, destination);
        if (!paths.TryGetValue(key, out var times)) paths.Add(key, times = []);
        var at = times.FindIndex(known => known.Call == call.Number);
        if (at < 0) times.Add((from, to, call.Number));
        else times[at] = (Earliest(times[at].From, from), Latest(times[at].To, to), call.Number);
    }

    private static Timestamp Earliest(Timestamp left, Timestamp right) => left < right ? left : right;

    private static Timestamp Latest(Timestamp left, Timestamp right) => left > right ? left : right;

    private static (Endpoint, Endpoint) KeyOf(Endpoint one, Endpoint other) => one.CompareTo(other) <= 0 ? (one, other) : (other, one);
}
