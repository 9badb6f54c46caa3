using System.Buffers.Binary;
using SipTrace.Wire.Bytes;

namespace SipTrace.Tests.Wire;

/// <summary>Headers as octets, put in front of each other to make the packets that networks build.</summary>
internal static class PacketBytes
{
    public static readonly byte[] Payload = "OPTIONS sip:bob@192.0.2.2 SIP/2.0\r\n"u8.ToArray();

    private static readonly byte[] macs = Hex("02000000000202000000000a");

    public static byte[] Hex(string digits) => Convert.FromHexString(digits.Replace(" ", ""));

    public static byte[] Join(params byte[][] parts) => [.. parts.SelectMany(part => part)];

    public static byte[] U16(int value) => [(byte)(value >> 8), (byte)value];

    public static byte[] Udp(byte[] payload, int source = 5062, int destination = 5060) =>
        Join(U16(source), U16(destination), U16(payload.Length + 8), U16(0), payload);

    public static byte[] Tcp(byte[] payload, uint sequence = 1, byte flags = 0x18, int source = 5062, int destination = 5060)
    {
        var header = Join(U16(source), U16(destination), new byte[8], [0x50, flags], U16(8192), U16(0), U16(0));
        BinaryPrimitives.WriteUInt32BigEndian(header.AsSpan(4), sequence);
        return Join(header, payload);
    }

    /// <summary>192.0.2.1 to 192.0.2.2.</summary>
    public static byte[] IPv4(byte protocol, byte[] payload, int fragment = 0, int id = 7) => Join(
        Hex("4500"), U16(payload.Length + 20), U16(id), U16(fragment), [64, protocol], U16(0), Hex("c0000201 c0000202"), payload);

    /// <summary>2001:db8::1 to 2001:db8::2.</summary>
    public static byte[] IPv6(byte next, byte[] payload) => Join(
        Hex("60000000"), U16(payload.Length), [next, 63],
        Hex("20010db8000000000000000000000001 20010db8000000000000000000000002"), payload);

    public static byte[] Ethernet(int type, byte[] payload) => Join(macs, U16(type), payload);

    /// <summary>A SIP request in UDP in IPv4.</summary>
    public static byte[] SipPacket => IPv4(17, Udp(Payload));

    public static Frame Frame(byte[] bytes, LinkType link = LinkType.Ethernet, double seconds = 0, int number = 1, int point = 0) => new()
    {
        Time = new Timestamp((long)(seconds * Timestamp.NanosecondsPerSecond)),
        LinkType = link,
        Bytes = bytes,
        OriginalLength = bytes.Length,
        Number = number,
        Point = point,
        Offset = -1,
    };
}
