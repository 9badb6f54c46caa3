using System.Net;
using System.Net.Sockets;
using SipTrace.Capture.Live;
using SipTrace.Wire.Bytes;
using SipTrace.Wire.Hep;

namespace SipTrace.Capture.Hep;

/// <summary>Receives HEP of any version. Each packet becomes a frame as the wire would have shown it, raw IP and UDP around the HEP packet, so that it
/// is read, stored and written like any other.</summary>
internal sealed class HepListener : LiveInput
{
    private const int RingBytes = 16 << 20;
    private const int LongestPacket = 65_507, MostConnections = 256;
    private const int PatienceMicroseconds = 100_000;

    private readonly HepAddress address;
    private readonly byte[] key;
    private readonly Socket socket;
    private readonly Dictionary<Socket, HepConnection> connections = [];
    private readonly byte[] frame = new byte[UdpFrame.HeaderRoom + LongestPacket];
    private long refused;

    private HepListener(HepAddress address, string? key, Socket socket)
        : base(address.ToString(), RingBytes)
    {
        (this.address, this.socket) = (address, socket);
        this.key = key is null ? [] : System.Text.Encoding.UTF8.GetBytes(key);
    }

    /// <summary>Packets that were no HEP, or showed another key than the one that is wanted.</summary>
    public override long Refused => Volatile.Read(ref refused);

    /// <summary>Binds the address.</summary>
    /// <exception cref="UserError">It cannot be bound.</exception>
    public static HepListener Open(HepAddress address, string? key)
    {
        var host = address.Resolve()[0];
        var socket = new Socket(host.AddressFamily, address.IsTcp ? SocketType.Stream : SocketType.Dgram, address.IsTcp ? ProtocolType.Tcp : ProtocolType.Udp);
        try
        {
            if (!address.IsTcp) socket.ReceiveBufferSize = RingBytes / 4;
            socket.Bind(new IPEndPoint(host, address.Port));
            if (address.IsTcp) socket.Listen();
            return new HepListener(address, key, socket);
        }
        catch (SocketException problem)
        {
            socket.Dispose();
            throw new UserError($"{address}: cannot be listened on: {problem.Message}");
        }
    }

    /// <inheritdoc/>
    protected override void Receive()
    {
        var packet = new byte[LongestPacket];
        while (!IsStopping)
        {
            if (address.IsTcp) ReceiveStreams();
            else ReceiveDatagrams(packet);
        }
    }

    /// <inheritdoc/>
    protected override void Interrupt()
    {
    }

    /// <inheritdoc/>
    protected override void Close()
    {
        socket.Dispose();
        foreach (var connection in connections.Keys) connection.Dispose();
    }

    private void ReceiveDatagrams(byte[] packet)
    {
        if (!socket.Poll(PatienceMicroseconds, SelectMode.SelectRead)) return;
        for (var count = 0; count < 1024 && socket.Available > 0; count++)
        {
            EndPoint from = new IPEndPoint(socket.AddressFamily == AddressFamily.InterNetwork ? IPAddress.Any : IPAddress.IPv6Any, 0);
            try
            {
                var length = socket.ReceiveFrom(packet, ref from);
                Take(packet.AsSpan(0, length), from, socket);
            }
            catch (SocketException)
            {
                // An answer of ours to nobody came back; the next datagram is none the worse.
                break;
            }
        }
        Signal();
    }

    private void ReceiveStreams()
    {
        var readable = new List<Socket>(connections.Keys) { socket };
        Socket.Select(readable, null, null, PatienceMicroseconds);
        foreach (var ready in readable)
        {
            if (ready != socket) ReceiveFrom(ready, connections[ready]);
            else if (socket.Accept() is { } accepted)
            {
                if (connections.Count < MostConnections) connections.Add(accepted, new HepConnection());
                else accepted.Dispose();
            }
        }
        if (readable.Count > 0) Signal();
    }

    private void ReceiveFrom(Socket peer, HepConnection connection)
    {
        try
        {
            var from = peer.RemoteEndPoint!;
            var isAlive = connection.Receive(peer);
            while (connection.TryTake(out var packet)) Take(packet, from, peer);
            if (isAlive && !connection.IsBroken) return;
        }
        catch (SocketException)
        {
            // The peer is gone, as it may be.
        }
        connections.Remove(peer);
        peer.Dispose();
    }

    private void Take(ReadOnlySpan<byte> packet, EndPoint from, Socket to)
    {
        if (!HepPacket.TryParse(packet, out var hep) || (key.Length > 0 && !hep.AuthKey.SequenceEqual(key)))
        {
            Volatile.Write(ref refused, refused + 1);
            return;
        }
        var length = UdpFrame.Write(frame, EndpointOf(from), EndpointOf(to.LocalEndPoint!), packet);
        var now = new Timestamp((DateTime.UtcNow - DateTime.UnixEpoch).Ticks * 100);
        Ring.Write(now, LinkType.Raw, frame.AsSpan(0, length), length);
    }

    private static Endpoint EndpointOf(EndPoint endpoint) => endpoint is IPEndPoint ip ? Endpoint.From(ip.Address, (ushort)ip.Port) : default;
}
