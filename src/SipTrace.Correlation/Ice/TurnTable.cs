using System.Text;
using SipTrace.Correlation.Flows;
using SipTrace.Correlation.Sip;
using SipTrace.Wire.Bytes;
using SipTrace.Wire.Stun;

namespace SipTrace.Correlation.Ice;

/// <summary>TURN allocations by capture point, client and server; tells what they relay, and between whom.</summary>
public sealed partial class TurnTable
{
    private const int MaxAllocations = 200_000, MaxPending = 50_000, MaxPermissions = 64, BareSize = 600;

    private readonly Trace trace;
    private readonly Dictionary<(int Point, Endpoint Client, Endpoint Server), TurnAllocation> latest = [];
    private readonly List<TurnAllocation> allocations = [];
    private readonly Dictionary<Endpoint, TurnAllocation> byRelayed = [];
    private readonly Dictionary<int, TurnRequest> pending = [];         // by transaction

    private long grown;         // octets of permissions, channels, errors and names

    internal TurnTable(Trace trace) => this.trace = trace;

    /// <summary>Octets of memory.</summary>
    internal long Size => allocations.Count * (long)BareSize + pending.Count * 200L + grown;

    /// <summary>The allocations in the order of their first packets.</summary>
    public IReadOnlyList<TurnAllocation> Allocations => allocations;

    /// <summary>The allocation that last had a relayed address; null where none is known.</summary>
    public TurnAllocation? Find(Endpoint relayed) => byRelayed.GetValueOrDefault(relayed);

    /// <summary>Whether an allocation is known between two sockets, whichever is the client.</summary>
    internal bool IsRelaying(int point, Endpoint one, Endpoint other) => TryFind(point, one, other, out _) || TryFind(point, other, one, out _);

    /// <summary>Takes one message that is no Binding, after <see cref="StunTable"/> gave it a transaction.</summary>
    internal void Take(in Arrival arrival, in StunMessage message, int transaction)
    {
        if (message.Method is not (StunMethod.Allocate or StunMethod.Refresh or StunMethod.CreatePermission or StunMethod.ChannelBind)) return;
        if (message.Class == StunClass.Request) TakeRequest(arrival, message, transaction);
        else if (message.Class != StunClass.Indication && pending.Remove(transaction, out var request)) TakeAnswer(arrival, message, request);
    }

    /// <summary>Unwraps a Send or Data indication: what it carries, from whom to whom, through which relay.</summary>
    internal bool TryUnwrap(in Arrival arrival, in StunMessage message, out TurnDatum datum)
    {
        datum = default;
        if (message.Class != StunClass.Indication || message.Method is not (StunMethod.Send or StunMethod.Data)) return false;
        if (!message.TryGetPeerAddress(out var peer) || !message.TryFind(StunAttributeType.Data, out var data)) return false;
        var isUp = message.Method == StunMethod.Send;
        var (client, server) = isUp ? (arrival.Source, arrival.Destination) : (arrival.Destination, arrival.Source);
        if (!TryFind(arrival.Point, client, server, out var allocation) && !TryAdd(arrival, client, server, out allocation)) return false;
        datum = Unwrap(allocation, isUp, peer, data.Value, data.Value.Length, arrival.Time);
        return true;
    }

    /// <summary>Unwraps ChannelData, where an allocation is known between its ends.</summary>
    internal bool TryUnwrap(in Arrival arrival, in ChannelData message, out TurnDatum datum)
    {
        datum = default;
        var isUp = TryFind(arrival.Point, arrival.Source, arrival.Destination, out var allocation);
        if (!isUp && !TryFind(arrival.Point, arrival.Destination, arrival.Source, out allocation)) return false;
        // Who the peer is was said before the capture began: the relay itself stands for it, where the data shows what it is.
        if (!allocation.TryGetPeer(message.Channel, out var peer))
        {
            if (Payloads.KindOf(message.Data, message.Length) is PayloadKind.Unknown or PayloadKind.KeepAlive or PayloadKind.ChannelData) return false;
            peer = allocation.Server;
        }
        datum = Unwrap(allocation, isUp, peer, message.Data, message.Length, arrival.Time);
        return true;
    }

    private static TurnDatum Unwrap(TurnAllocation allocation, bool isUp, Endpoint peer, ReadOnlySpan<byte> data, int length, Timestamp time)
    {
        allocation.LastSeen = time;
        if (isUp) allocation.BytesUp += length;
        else allocation.BytesDown += length;
        return new TurnDatum
        {
            Source = isUp ? allocation.Client : peer,
            Destination = isUp ? peer : allocation.Client,
            Relay = allocation.Relayed.IsNone ? allocation.Server : allocation.Relayed,
            Data = data,
            Length = length,
        };
    }

    private void TakeRequest(in Arrival arrival, in StunMessage message, int transaction)
    {
        if (pending.ContainsKey(transaction)) return;           // a repetition
        var isKnown = TryFind(arrival.Point, arrival.Source, arrival.Destination, out var allocation);
        if (!isKnown && !TryAdd(arrival, arrival.Source, arrival.Destination, out allocation)) return;
        if (allocation.State == TurnState.Implied && message.Method == StunMethod.Allocate) allocation.State = TurnState.Requested;
        allocation.LastSeen = arrival.Time;
        if (!message.Username.IsEmpty) allocation.Username = Encoding.UTF8.GetString(message.Username);
        if (!message.Realm.IsEmpty) allocation.Realm = Encoding.UTF8.GetString(message.Realm);
        var request = new TurnRequest(allocation, message.Method,
            HasCredentials: message.Has(StunAttributeType.Realm) || message.Has(StunAttributeType.UserHash),
            IsRelease: message.TryGetLifetime(out var lifetime) && lifetime == 0,
            Channel: null, Permissions: []);
        if (message.Method == StunMethod.ChannelBind && message.TryGetChannelNumber(out var number) && message.TryGetPeerAddress(out var peer))
            request = request with { Channel = allocation.AskChannel(number, peer, arrival.Time), Permissions = [allocation.AskPermission(peer, arrival.Time)] };
        else if (message.Method == StunMethod.CreatePermission) request = request with { Permissions = PermissionsOf(allocation, message, arrival.Time) };
        if (pending.Count >= MaxPending) pending.Clear();
        pending.Add(transaction, request);
        grown += allocation.TakeGrowth();
    }

    private static TurnPermission[] PermissionsOf(TurnAllocation allocation, in StunMessage message, Timestamp time)
    {
        List<TurnPermission> asked = [];
        foreach (var attribute in message.Attributes)
        {
            if (asked.Count == MaxPermissions) break;
            if (attribute.Type == StunAttributeType.XorPeerAddress && message.TryReadXorAddress(attribute.Value, out var peer))
                asked.Add(allocation.AskPermission(peer, time));
        }
        return [.. asked];
    }

    private void TakeAnswer(in Arrival arrival, in StunMessage message, TurnRequest request)
    {
        var allocation = request.Allocation;
        allocation.LastSeen = arrival.Time;
        if (message.Class == StunClass.Error)
        {
            TakeRefusal(arrival, message, request);
            return;
        }
        foreach (var permission in request.Permissions) (permission.IsGranted, permission.ErrorCode) = (true, 0);
        if (request.Channel is { } channel) (channel.IsBound, channel.ErrorCode) = (true, 0);
        if (request.Method is not (StunMethod.Allocate or StunMethod.Refresh)) return;
        if (request.Method == StunMethod.Allocate) allocation = Grant(arrival, message, allocation);
        else allocation.Refreshes++;
        if (message.TryGetLifetime(out var seconds)) allocation.LifetimeSeconds = (int)Math.Min(seconds, int.MaxValue);
        allocation.Granted = arrival.Time;
        allocation.State = request.IsRelease || allocation.LifetimeSeconds == 0 ? TurnState.Released : TurnState.Active;
    }

    private TurnAllocation Grant(in Arrival arrival, in StunMessage message, TurnAllocation allocation)
    {
        message.TryGetRelayedAddress(out var relayed);
        // The same sockets can hold one allocation after another.
        if (!allocation.Relayed.IsNone && allocation.Relayed != relayed && allocations.Count < MaxAllocations)
        {
            var next = new TurnAllocation(allocation.Point, allocation.Client, allocation.Server, arrival.Time, arrival.Frame.File, arrival.Frame.Number)
            {
                Username = allocation.Username,
                Realm = allocation.Realm,
                IsTcp = allocation.IsTcp,
            };
            allocations.Add(next);
            latest[(next.Point, next.Client, next.Server)] = next;
            allocation = next;
        }
        allocation.Relayed = relayed;
        byRelayed[relayed] = allocation;
        if (message.TryGetMappedAddress(out var mapped)) allocation.Mapped = mapped;
        return allocation;
    }

    private static void TakeRefusal(in Arrival arrival, in StunMessage message, TurnRequest request)
    {
        var allocation = request.Allocation;
        message.TryGetError(out var code, out _);
        if (code == StunErrorCode.StaleNonce || (code == StunErrorCode.Unauthenticated && !request.HasCredentials))
        {
            allocation.Challenges++;
            if (!message.Realm.IsEmpty) allocation.Realm = Encoding.UTF8.GetString(message.Realm);
            return;
        }
        foreach (var permission in request.Permissions) permission.ErrorCode = permission.IsGranted ? 0 : (int)code;
        if (request.Channel is { IsBound: false } channel) channel.ErrorCode = (int)code;
        // A Refresh of lifetime 0 that finds nothing left to end has got what it wanted.
        if (request.IsRelease && code == StunErrorCode.AllocationMismatch) return;
        allocation.Add(new TurnError(request.Method, (int)code, request.HasCredentials, arrival.Time, arrival.Frame.Number));
        if (request.Method == StunMethod.Allocate && allocation.Relayed.IsNone) allocation.State = TurnState.Refused;
    }

    private bool TryFind(int point, Endpoint client, Endpoint server, out TurnAllocation allocation) => latest.TryGetValue((point, client, server), out allocation!);

    private bool TryAdd(in Arrival arrival, Endpoint client, Endpoint server, out TurnAllocation allocation)
    {
        allocation = default!;
        if (allocations.Count >= MaxAllocations) return false;
        allocation = new TurnAllocation(arrival.Point, client, server, arrival.Time, arrival.Frame.File, arrival.Frame.Number)
        {
            IsTcp = arrival.Transport != SipTransport.Udp,
        };
        allocations.Add(allocation);
        latest.Add((arrival.Point, client, server), allocation);
        return true;
    }
}
