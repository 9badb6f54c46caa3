using System.Net;
using System.Security.Cryptography;
using System.Text;

namespace SipTrace.Tests.Support;

/// <summary>RTP, RTCP, DTLS and UDPTL of a call text as octets.</summary>
internal sealed class CallTextMedia
{
    private readonly Dictionary<string, (int Sequence, int Timestamp)> streams = [];
    private readonly Dictionary<IPAddress, uint> heardBy = [];
    private readonly Dictionary<string, byte[]> lastOfPath = [];
    private readonly Dictionary<string, ushort> handshakes = [];

    /// <summary>The packet a relay carries, and an ICMP quotes where nothing else was sent.</summary>
    public static byte[] AnyRtp { get; } = Rtp(0, 1, 160, 0x77, true);

    /// <summary>The packets of one RTP or UDPTL line, those that are lost left out.</summary>
    public List<(double At, byte[] Packet)> Run(CallTextEvent e)
    {
        var (count, lost, step) = (e.Number("n", 1), e.Number("lost"), e.Number("step", 160));
        var total = count + lost;
        var gone = Enumerable.Range(1, lost).Select(i => (int)((long)i * total / (lost + 1))).ToHashSet();
        var every = double.Parse(e.Text("every") ?? "20", System.Globalization.CultureInfo.InvariantCulture) / 1000;
        var key = $"{e.From} {e.To} {e.Text("ssrc")}";
        var (sequence, timestamp) = streams.GetValueOrDefault(key, (1000, 8000));
        (sequence, timestamp) = (e.Number("seq", sequence), e.Number("ts", timestamp));
        var packets = new List<(double, byte[])>();
        for (var i = 0; i < total; i++)
        {
            if (gone.Contains(i)) continue;
            packets.Add((e.At + i * every, e.Kind == "UDPTL" ? [.. CallTextWire.Octets((ushort)(sequence + i)), 1, 6, 0, 0]
                : Rtp(e.Number("pt"), sequence + i, timestamp + i * step, e.Hex("ssrc", 0x1234), i == 0, step == 160 ? 160 : 60)));
        }
        streams[key] = (sequence + total, timestamp + total * step);
        return packets;
    }

    /// <summary>Remembers what was sent, for the reports and the ICMP that speak of it.</summary>
    public void Sent(CallTextEvent e, byte[] packet)
    {
        heardBy[e.To.Address] = e.Hex("ssrc", 0x1234);
        lastOfPath[$"{e.From} {e.To}"] = packet;
    }

    public byte[] LastOf(IPEndPoint from, IPEndPoint to) => lastOfPath.GetValueOrDefault($"{from} {to}") ?? Rtp(0, 1000, 8000, 0x1234, false);

    public byte[] Rtcp(CallTextEvent e)
    {
        var ssrc = CallTextWire.Octets(e.Hex("ssrc", 1));
        uint? about = e.Text("about") is not null ? e.Hex("about", 0) : heardBy.TryGetValue(e.From.Address, out var heard) ? heard : null;
        byte[] block = about is { } of && e.Text("received") != "0"
            ? [.. CallTextWire.Octets(of), .. CallTextWire.Octets((uint)e.Number("fraction") << 24 | (uint)e.Number("lost")), .. CallTextWire.Octets(1100u), 0, 0, 0, 8, .. new byte[8]]
            : [];
        var first = (byte)(block.Length > 0 ? 0x81 : 0x80);
        byte[] report = e.What == "SR"
            ? [first, 200, 0, (byte)(6 + block.Length / 4), .. ssrc, .. CallTextWire.Octets(3_900_000_000u + (uint)e.At), 0, 0, 0, 0, .. CallTextWire.Octets((uint)(e.At * 8000)), 0, 0, 0, 100, 0, 0, 0x3e, 0x80, .. block]
            : [first, 201, 0, (byte)(1 + block.Length / 4), .. ssrc, .. block];
        byte[] name = [0x81, 202, 0, 3, .. ssrc, 1, 5, .. "a@b.c"u8, 0];
        return e.What == "BYE" ? [.. report, .. name, 0x81, 203, 0, 1, .. ssrc] : [.. report, .. name];
    }

    public byte[] Dtls(CallTextEvent e)
    {
        var sequence = handshakes.GetValueOrDefault($"{e.From}");
        handshakes[$"{e.From}"] = (ushort)(sequence + 1);
        var random = SHA256.HashData(Encoding.UTF8.GetBytes($"{e.From}"));
        byte[] srtp = [0, 0x0e, 0, 5, 0, 2, 0, 1, 0];
        var (epoch, body) = e.What switch
        {
            "ClientHello" => (0, Handshake(1, [0xfe, 0xfd, .. random, 0, 0, 0, 2, 0xc0, 0x2b, 1, 0, 0, (byte)srtp.Length, .. srtp])),
            "ServerHello" => (0, Handshake(2, [0xfe, 0xfd, .. random, 0, 0xc0, 0x2b, 0, 0, (byte)srtp.Length, .. srtp])),
            _ => (1, [.. random, .. random[..16]]),
        };
        return [22, 0xfe, 0xfd, 0, (byte)epoch, 0, 0, 0, 0, .. CallTextWire.Octets(sequence), .. CallTextWire.Octets((ushort)body.Length), .. body];

        byte[] Handshake(byte type, byte[] content) =>
            [type, 0, .. CallTextWire.Octets((ushort)content.Length), .. CallTextWire.Octets(sequence), 0, 0, 0, 0, .. CallTextWire.Octets((ushort)content.Length), .. content];
    }

    private static byte[] Rtp(int payloadType, int sequence, int timestamp, uint ssrc, bool marker, int size = 160) =>
        [0x80, (byte)(payloadType | (marker ? 0x80 : 0)), .. CallTextWire.Octets((ushort)sequence), .. CallTextWire.Octets((uint)timestamp), .. CallTextWire.Octets(ssrc),
            .. Enumerable.Range(0, size).Select(i => (byte)(0x90 + (sequence * 31 + i * 17 ^ i >> 2) % 0x40))];
}
