using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;

namespace SipTrace.Tests.Support;

/// <summary>The packets of a call text as an interface would have shown them: IP with fragments, UDP, TCP with a handshake, WebSocket.</summary>
internal sealed class CallTextWire
{
    private const int Udp = 17, Tcp = 6, Icmp = 1, LargestPayload = 1480;
    private readonly Dictionary<string, Dictionary<string, uint>> sequences = [];
    private readonly HashSet<string> webSockets = [];
    private ushort ident;

    /// <summary>The IP packets so far, with their times and the lines of the text they come from.</summary>
    public List<(double At, int Line, byte[] Packet)> Packets { get; } = [];

    public void SendUdp(CallTextEvent e, double at, byte[] payload) => SendUdp(e.Line, at, e.From, e.To, payload);

    public void SendUdp(int line, double at, IPEndPoint from, IPEndPoint to, byte[] payload) =>
        SendIp(line, at, from.Address, to.Address, Udp, UdpDatagram(from, to, payload));

    /// <summary>An ICMP port unreachable that quotes a datagram.</summary>
    public void SendUnreachable(CallTextEvent e, IPEndPoint from, IPEndPoint to, byte[] payload)
    {
        var quoted = UdpDatagram(from, to, payload);
        byte[] header = [0x45, 0, .. Octets((ushort)(20 + quoted.Length)), 0, 1, 0, 0, 63, Udp, 0, 0, .. from.Address.GetAddressBytes(), .. to.Address.GetAddressBytes()];
        SendIp(e.Line, e.At, e.From.Address, e.To.Address, Icmp, [3, 3, 0, 0, 0, 0, 0, 0, .. header, .. quoted[..Math.Min(40, quoted.Length)]]);
    }

    /// <summary>A message on a TCP connection, which is opened first.</summary>
    public void SendTcp(CallTextEvent e, byte[] message)
    {
        var key = Connection(e, out var isNew);
        if (isNew)
        {
            Segment(e, key, e.From, e.To, 2, []);
            Segment(e, key, e.To, e.From, 18, []);
            Segment(e, key, e.From, e.To, 16, []);
        }
        for (var at = 0; at < message.Length; at += 1460) Segment(e, key, e.From, e.To, 24, message[at..Math.Min(message.Length, at + 1460)]);
    }

    /// <summary>A message in a WebSocket frame, after the handshake; who opened the connection masks.</summary>
    public void SendWebSocket(CallTextEvent e, byte[] message)
    {
        var key = Connection(e, out _);
        var isClient = webSockets.Contains($"{key} {e.From}");
        if (!isClient && !webSockets.Contains($"{key} {e.To}"))
        {
            webSockets.Add($"{key} {e.From}");
            isClient = true;
            SendTcp(e, "GET / HTTP/1.1\r\nHost: sip\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Protocol: sip\r\nSec-WebSocket-Version: 13\r\n\r\n"u8.ToArray());
            SendTcp(e with { From = e.To, To = e.From }, "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\nSec-WebSocket-Protocol: sip\r\n\r\n"u8.ToArray());
        }
        byte[] length = message.Length < 126 ? [(byte)message.Length] : [126, .. Octets((ushort)message.Length)];
        if (isClient) length[0] |= 0x80;
        byte[] mask = [0x37, 0xfa, 0x21, 0x3d];
        SendTcp(e, isClient ? [0x81, .. length, .. mask, .. message.Select((octet, i) => (byte)(octet ^ mask[i & 3]))] : [0x81, .. length, .. message]);
    }

    private string Connection(CallTextEvent e, out bool isNew)
    {
        string[] ends = [e.From.ToString(), e.To.ToString()];
        var key = string.Join(' ', ends.Order(StringComparer.Ordinal));
        isNew = sequences.TryAdd(key, new Dictionary<string, uint> { [ends[0]] = 1000, [ends[1]] = 5000 });
        return key;
    }

    private void Segment(CallTextEvent e, string key, IPEndPoint from, IPEndPoint to, byte flags, byte[] payload)
    {
        var numbers = sequences[key];
        var (mine, theirs) = (numbers[from.ToString()], (flags & 16) != 0 ? numbers[to.ToString()] : 0);
        byte[] head = [.. Octets((ushort)from.Port), .. Octets((ushort)to.Port), .. Octets(mine), .. Octets(theirs), 0x50, flags, 0xff, 0xff, 0, 0, 0, 0];
        SendIp(e.Line, e.At, from.Address, to.Address, Tcp, [.. head, .. payload]);
        numbers[from.ToString()] = mine + (uint)payload.Length + ((flags & 3) != 0 ? 1u : 0);
    }

    private static byte[] UdpDatagram(IPEndPoint from, IPEndPoint to, byte[] payload) =>
        [.. Octets((ushort)from.Port), .. Octets((ushort)to.Port), .. Octets((ushort)(8 + payload.Length)), 0, 0, .. payload];

    private void SendIp(int line, double at, IPAddress from, IPAddress to, byte protocol, byte[] payload)
    {
        ident++;
        for (var start = 0; start < Math.Max(1, payload.Length); start += LargestPayload)
        {
            var part = payload[start..Math.Min(payload.Length, start + LargestPayload)];
            var more = start + part.Length < payload.Length;
            Packets.Add((at, line, from.AddressFamily == AddressFamily.InterNetwork
                ? [0x45, 0, .. Octets((ushort)(20 + part.Length)), .. Octets(ident), .. Octets((ushort)(start / 8 | (more ? 0x2000 : 0))), 64, protocol, 0, 0, .. from.GetAddressBytes(), .. to.GetAddressBytes(), .. part]
                : IPv6(from, to, protocol, part, start, more)));
        }
    }

    private byte[] IPv6(IPAddress from, IPAddress to, byte protocol, byte[] part, int start, bool more)
    {
        byte[] body = start == 0 && !more ? part : [protocol, 0, .. Octets((ushort)(start | (more ? 1 : 0))), .. Octets((uint)ident), .. part];
        return [0x60, 0, 0, 0, .. Octets((ushort)body.Length), body == part ? protocol : (byte)44, 64, .. from.GetAddressBytes(), .. to.GetAddressBytes(), .. body];
    }

    internal static byte[] Octets(ushort number)
    {
        var octets = new byte[2];
        BinaryPrimitives.WriteUInt16BigEndian(octets, number);
        return octets;
    }

    internal static byte[] Octets(uint number)
    {
        var octets = new byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(octets, number);
        return octets;
    }
}
