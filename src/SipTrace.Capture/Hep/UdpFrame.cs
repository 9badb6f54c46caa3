using System.Buffers.Binary;
using SipTrace.Wire.Bytes;

namespace SipTrace.Capture.Hep;

/// <summary>Puts a payload that came through a socket back into the packet it was: raw IP, UDP.</summary>
internal static class UdpFrame
{
    /// <summary>Octets that headers may need.</summary>
    public const int HeaderRoom = 48;

    private const byte Udp = 17, HopLimit = 64;

    /// <summary>Writes the packet and gives its length. The UDP checksum is left out.</summary>
    public static int Write(Span<byte> to, Endpoint source, Endpoint destination, ReadOnlySpan<byte> payload)
    {
        var isIPv4 = source.IsIPv4 && destination.IsIPv4;
        var header = isIPv4 ? 20 : 40;
        var length = header + 8 + payload.Length;
        to[..header].Clear();
        if (isIPv4) WriteIPv4(to, source, destination, length);
        else WriteIPv6(to, source, destination, length - header);
        BinaryPrimitives.WriteUInt16BigEndian(to[header..], source.Port);
        BinaryPrimitives.WriteUInt16BigEndian(to[(header + 2)..], destination.Port);
        BinaryPrimitives.WriteUInt16BigEndian(to[(header + 4)..], (ushort)(8 + payload.Length));
        BinaryPrimitives.WriteUInt16BigEndian(to[(header + 6)..], 0);
        payload.CopyTo(to[(header + 8)..]);
        return length;
    }

    private static void WriteIPv4(Span<byte> to, Endpoint source, Endpoint destination, int length)
    {
        to[0] = 0x45;
        BinaryPrimitives.WriteUInt16BigEndian(to[2..], (ushort)length);
        (to[8], to[9]) = (HopLimit, Udp);
        BinaryPrimitives.WriteUInt32BigEndian(to[12..], (uint)source.AddressLow);
        BinaryPrimitives.WriteUInt32BigEndian(to[16..], (uint)destination.AddressLow);
        uint sum = 0;
        for (var i = 0; i < 20; i += 2) sum += BinaryPrimitives.ReadUInt16BigEndian(to[i..]);
        sum = (sum & 0xffff) + (sum >> 16);
        BinaryPrimitives.WriteUInt16BigEndian(to[10..], (ushort)~(sum + (sum >> 16)));
    }

    private static void WriteIPv6(Span<byte> to, Endpoint source, Endpoint destination, int length)
    {
        to[0] = 0x60;
        BinaryPrimitives.WriteUInt16BigEndian(to[4..], (ushort)length);
        (to[6], to[7]) = (Udp, HopLimit);
        BinaryPrimitives.WriteUInt64BigEndian(to[8..], source.AddressHigh);
        BinaryPrimitives.WriteUInt64BigEndian(to[16..], source.AddressLow);
        BinaryPrimitives.WriteUInt64BigEndian(to[24..], destination.AddressHigh);
        BinaryPrimitives.WriteUInt64BigEndian(to[32..], destination.AddressLow);
    }
}
