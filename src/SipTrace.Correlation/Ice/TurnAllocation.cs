using SipTrace.Wire.Bytes;

namespace SipTrace.Correlation.Ice;

/// <summary>An allocation of a TURN client on a server (RFC 8656), as seen at one capture point: before and behind a NAT it shows as two.</summary>
public sealed class TurnAllocation
{
    private readonly List<TurnPermission> permissions = [];
    private readonly List<TurnChannel> channels = [];
    private readonly List<TurnError> errors = [];
    private long counted;

    private const int Enough = 256;         // permissions, channels and errors of one allocation

    internal TurnAllocation(int point, Endpoint client, Endpoint server, Timestamp started, int file, int frame)
    {
        Point = point;
        Client = client;
        Server = server;
        Started = started;
        File = file;
        FirstFrame = frame;
    }

    /// <summary>Index of the capture point.</summary>
    public int Point { get; }

    /// <summary>The client's socket, as on the wire there.</summary>
    public Endpoint Client { get; }

    /// <summary>The server's socket.</summary>
    public Endpoint Server { get; }

    /// <summary>Whether client and server speak TCP or TLS.</summary>
    public bool IsTcp { get; internal set; }

    /// <summary>The relayed address that peers see; none while it is not granted, or before the capture began.</summary>
    public Endpoint Relayed { get; internal set; }

    /// <summary>The client's address as the server sees it; none where it did not say.</summary>
    public Endpoint Mapped { get; internal set; }

    /// <summary>The name of the client's account; null where no request with credentials was seen.</summary>
    public string? Username { get; internal set; }

    /// <summary>The realm of the account; null where none was seen.</summary>
    public string? Realm { get; internal set; }

    /// <summary>When the first request, or datum, was seen.</summary>
    public Timestamp Started { get; }

    /// <summary>Index of the input of its first packet.</summary>
    public int File { get; }

    /// <summary>Frame of its first packet.</summary>
    public int FirstFrame { get; }

    /// <summary>The lifetime last granted, in seconds; null while none was.</summary>
    public int? LifetimeSeconds { get; internal set; }

    /// <summary>When the lifetime was last granted or refreshed.</summary>
    public Timestamp Granted { get; internal set; }

    /// <summary>When its last packet was seen.</summary>
    public Timestamp LastSeen { get; internal set; }

    /// <summary>Challenges for credentials, 401 and 438, which are no errors.</summary>
    public int Challenges { get; internal set; }

    /// <summary>Refreshes granted.</summary>
    public int Refreshes { get; internal set; }

    /// <summary>Octets that the client sent to its peers through the relay.</summary>
    public long BytesUp { get; internal set; }

    /// <summary>Octets that its peers sent to the client.</summary>
    public long BytesDown { get; internal set; }

    /// <summary>Its permissions in the order in which they were asked for.</summary>
    public IReadOnlyList<TurnPermission> Permissions => permissions;

    /// <summary>Its channels in the order in which they were asked for; one whose number came to another peer stands twice.</summary>
    public IReadOnlyList<TurnChannel> Channels => channels;

    /// <summary>What the server refused.</summary>
    public IReadOnlyList<TurnError> Errors => errors;

    /// <summary>What was last asked for and granted; whether its lifetime is over, <see cref="StateAt"/> tells.</summary>
    public TurnState State { get; internal set; } = TurnState.Implied;

    /// <summary>Where it stands at a moment.</summary>
    public TurnState StateAt(Timestamp now) =>
        State == TurnState.Active && LifetimeSeconds is { } seconds && now - Granted > TimeSpan.FromSeconds(seconds) ? TurnState.Expired : State;

    /// <summary>The peer that a channel number stands for now.</summary>
    public bool TryGetPeer(ushort number, out Endpoint peer)
    {
        for (var i = channels.Count - 1; i >= 0; i--)
        {
            if (channels[i].Number != number || channels[i].ErrorCode != 0) continue;
            peer = channels[i].Peer;
            return true;
        }
        peer = default;
        return false;
    }

    /// <summary>Octets of memory that its lists and names take.</summary>
    internal long Size => (permissions.Count + channels.Count + errors.Count) * 80L + Footprint.Of(Username) + Footprint.Of(Realm);

    /// <summary>By how much <see cref="Size"/> has grown since it was asked last.</summary>
    internal long TakeGrowth()
    {
        var growth = Size - counted;
        counted += growth;
        return growth;
    }

    internal TurnPermission AskPermission(Endpoint peer, Timestamp time)
    {
        foreach (var known in permissions)
        {
            if (known.Peer == peer) return known;
        }
        var permission = new TurnPermission(peer, time);
        if (permissions.Count < Enough) permissions.Add(permission);
        return permission;
    }

    internal TurnChannel AskChannel(ushort number, Endpoint peer, Timestamp time)
    {
        for (var i = channels.Count - 1; i >= 0; i--)
        {
            if (channels[i].Number == number && channels[i].Peer == peer) return channels[i];
        }
        var channel = new TurnChannel(number, peer, time);
        if (channels.Count < Enough) channels.Add(channel);
        return channel;
    }

    internal void Add(TurnError error)
    {
        if (errors.Count < Enough) errors.Add(error);
    }
}
