using System.Buffers.Binary;
using SipTrace.Wire.Bytes;

namespace SipTrace.Wire.Hep;

/// <summary>Writes HEP packets: version 3 in chunks, version 2 with its one header (its times little-endian, as agents on usual machines send
/// them).</summary>
public static class HepWriter
{
    /// <summary>Octets that a packet may need beyond payload, correlation id and key.</summary>
    public const int Overhead = 160;

    private const byte IPv4 = 2, IPv6 = 10;
    private const int HeaderLength = 6, ChunkHeaderLength = 6;

    /// <summary>Writes version 3. Gives the length; 0 where the packet would be longer than HEP can say or the room is.</summary>
    /// <param name="to">Room for it.</param>
    /// <param name="envelope">Who sent the payload to whom, when, over what.</param>
    /// <param name="payload">The payload.</param>
    /// <param name="correlationId">What it belongs to, as a rule a Call-ID; empty for none.</param>
    /// <param name="key">The key that the collector wants; empty for none.</param>
    public static int Write(Span<byte> to, in HepEnvelope envelope, ReadOnlySpan<byte> payload, ReadOnlySpan<byte> correlationId, ReadOnlySpan<byte> key)
    {
        if (Overhead + payload.Length + correlationId.Length + key.Length > Math.Min(to.Length, ushort.MaxValue)) return 0;
        Span<byte> address = stackalloc byte[16];
        "HEP3"u8.CopyTo(to);
        var at = HeaderLength;
        var isIPv4 = envelope.Source.IsIPv4 && envelope.Destination.IsIPv4;
        Number(to, ref at, 0x01, 1, isIPv4 ? IPv4 : IPv6);
        Number(to, ref at, 0x02, 1, (uint)envelope.Protocol);
        Chunk(to, ref at, isIPv4 ? 0x03 : 0x05, AddressOf(envelope.Source, isIPv4, address));
        Chunk(to, ref at, isIPv4 ? 0x04 : 0x06, AddressOf(envelope.Destination, isIPv4, address));
        Number(to, ref at, 0x07, 2, envelope.Source.Port);
        Number(to, ref at, 0x08, 2, envelope.Destination.Port);
        var (seconds, rest) = Math.DivRem(envelope.Time.Nanoseconds, Timestamp.NanosecondsPerSecond);
        Number(to, ref at, 0x09, 4, (uint)seconds);
        Number(to, ref at, 0x0a, 4, (uint)(rest / 1000));
        Number(to, ref at, 0x0b, 1, (uint)envelope.PayloadType);
        Number(to, ref at, 0x0c, 4, envelope.AgentId);
        if (!key.IsEmpty) Chunk(to, ref at, 0x0e, key);
        if (!correlationId.IsEmpty) Chunk(to, ref at, 0x11, correlationId);
        Chunk(to, ref at, 0x0f, payload);
        BinaryPrimitives.WriteUInt16BigEndian(to[4..], (ushort)at);
        return at;
    }

    /// <summary>Writes version 2, which has room for nothing but the payload. Gives the length; 0 where there is no room.</summary>
    public static int WriteVersion2(Span<byte> to, in HepEnvelope envelope, ReadOnlySpan<byte> payload)
    {
        var isIPv4 = envelope.Source.IsIPv4 && envelope.Destination.IsIPv4;
        var header = isIPv4 ? 16 : 40;
        if (header + 12 + payload.Length > Math.Min(to.Length, ushort.MaxValue)) return 0;
        Span<byte> address = stackalloc byte[16];
        (to[0], to[1], to[2], to[3]) = (2, (byte)header, isIPv4 ? IPv4 : IPv6, (byte)envelope.Protocol);
        BinaryPrimitives.WriteUInt16BigEndian(to[4..], envelope.Source.Port);
        BinaryPrimitives.WriteUInt16BigEndian(to[6..], envelope.Destination.Port);
        var length = (header - 8) / 2;
        AddressOf(envelope.Source, isIPv4, address).CopyTo(to[8..]);
        AddressOf(envelope.Destination, isIPv4, address).CopyTo(to[(8 + length)..]);
        var (seconds, rest) = Math.DivRem(envelope.Time.Nanoseconds, Timestamp.NanosecondsPerSecond);
        BinaryPrimitives.WriteUInt32LittleEndian(to[header..], (uint)seconds);
        BinaryPrimitives.WriteUInt32LittleEndian(to[(header + 4)..], (uint)(rest / 1000));
        BinaryPrimitives.WriteUInt16LittleEndian(to[(header + 8)..], (ushort)envelope.AgentId);
        // A C structure of these is filled up to 12 octets, and readers of theirs expect that.
        BinaryPrimitives.WriteUInt16LittleEndian(to[(header + 10)..], 0);
        payload.CopyTo(to[(header + 12)..]);
        return header + 12 + payload.Length;
    }

    private static ReadOnlySpan<byte> AddressOf(Endpoint endpoint, bool isIPv4, Span<byte> room)
    {
        BinaryPrimitives.WriteUInt64BigEndian(room, endpoint.AddressHigh);
        BinaryPrimitives.WriteUInt64BigEndian(room[8..], endpoint.AddressLow);
        return isIPv4 ? room[12..] : room;
    }

    private static void Number(Span<byte> to, ref int at, ushort type, int length, uint value)
    {
        Span<byte> octets = stackalloc byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(octets, value);
        Chunk(to, ref at, type, octets[(4 - length)..]);
    }

    private static void Chunk(Span<byte> to, ref int at, int type, ReadOnlySpan<byte> value)
    {
        var chunk = to[at..];
        BinaryPrimitives.WriteUInt16BigEndian(chunk, 0);
        BinaryPrimitives.WriteUInt16BigEndian(chunk[2..], (ushort)type);
        BinaryPrimitives.WriteUInt16BigEndian(chunk[4..], (ushort)(ChunkHeaderLength + value.Length));
        value.CopyTo(chunk[ChunkHeaderLength..]);
        at += ChunkHeaderLength + value.Length;
    }
}
