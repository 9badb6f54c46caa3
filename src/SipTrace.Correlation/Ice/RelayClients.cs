using SipTrace.Wire.Bytes;

namespace SipTrace.Correlation.Ice;

/// <summary>Whose relays they are: the sockets that TURN clients speak from, by relayed address.</summary>
internal sealed class RelayClients
{
    private readonly Dictionary<Endpoint, HashSet<Endpoint>> clients = [];

    /// <summary>Whether there are any.</summary>
    public bool HasAny => clients.Count > 0;

    /// <summary>Takes an allocation.</summary>
    public void Add(TurnAllocation allocation)
    {
        if (allocation.Relayed.IsNone) return;
        if (!clients.TryGetValue(allocation.Relayed, out var sockets)) clients.Add(allocation.Relayed, sockets = []);
        sockets.Add(allocation.Client);
    }

    public bool IsRelay(Endpoint endpoint) => clients.ContainsKey(endpoint);

    public bool IsClient(Endpoint relay, Endpoint socket) => clients.TryGetValue(relay, out var sockets) && sockets.Contains(socket);

    public IEnumerable<Endpoint> ClientsOf(Endpoint relay) => clients.TryGetValue(relay, out var sockets) ? sockets : [];
}
