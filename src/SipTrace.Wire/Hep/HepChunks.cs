using System.Buffers.Binary;
using SipTrace.Wire.Bytes;
using SipTrace.Wire.Ip;

namespace SipTrace.Wire.Hep;

/// <summary>HEP 3: <c>"HEP3" | total length(2)</c>, then chunks <c>vendor(2) type(2) length(2, with these 6) | value</c> in any
/// order; integers big-endian.</summary>
internal static class HepChunks
{
    private const int HeaderLength = 6, ChunkHeaderLength = 6;
    private const byte FamilyIPv4 = 2;

    private enum Chunk : ushort
    {
        Family = 0x01, Protocol = 0x02, SourceIPv4 = 0x03, DestinationIPv4 = 0x04, SourceIPv6 = 0x05, DestinationIPv6 = 0x06,
        SourcePort = 0x07, DestinationPort = 0x08, Seconds = 0x09, Microseconds = 0x0a, PayloadType = 0x0b, AgentId = 0x0c,
        AuthKey = 0x0e, Payload = 0x0f, CompressedPayload = 0x10, CorrelationId = 0x11, AgentName = 0x13,
    }

    public static bool TryParse(ReadOnlySpan<byte> bytes, ref HepPacket packet)
    {
        if (!bytes.StartsWith("HEP3"u8) && !bytes.StartsWith("EEP3"u8)) return false;
        int total = BinaryPrimitives.ReadUInt16BigEndian(bytes[4..]);
        if (total < HeaderLength || total > bytes.Length) return false;
        packet.Version = 3;
        var fields = default(Fields);
        for (var rest = bytes[HeaderLength..total]; rest.Length > 0;)
        {
            if (rest.Length < ChunkHeaderLength) return false;
            int length = BinaryPrimitives.ReadUInt16BigEndian(rest[4..]);
            if (length < ChunkHeaderLength || length > rest.Length) return false;
            // Other vendors' chunks have meanings of their own.
            var isGeneric = BinaryPrimitives.ReadUInt16BigEndian(rest) == 0;
            var type = (Chunk)BinaryPrimitives.ReadUInt16BigEndian(rest[2..]);
            if (isGeneric && !TryTake(type, rest[ChunkHeaderLength..length], ref fields, ref packet)) return false;
            rest = rest[length..];
        }
        if (fields.Source.Length == 0 || fields.Destination.Length == 0 || fields.Source.Length != fields.Destination.Length) return false;
        if (fields.Family != 0 && fields.Family == FamilyIPv4 != (fields.Source.Length == 4)) return false;
        packet.Source = Endpoint.From(fields.Source, fields.SourcePort);
        packet.Destination = Endpoint.From(fields.Destination, fields.DestinationPort);
        if (fields.HasTime) packet.Time = Timestamp.FromUnix(fields.Seconds, fields.Microseconds * 1000L);
        return true;
    }

    private static bool TryTake(Chunk type, ReadOnlySpan<byte> value, ref Fields fields, ref HepPacket packet)
    {
        if (value.Length < MinimumLength(type)) return false;
        switch (type)
        {
            case Chunk.Family: fields.Family = value[0]; break;
            case Chunk.Protocol: packet.Protocol = (IpProtocol)value[0]; break;
            case Chunk.SourceIPv4: fields.Source = value[..4]; break;
            case Chunk.SourceIPv6: fields.Source = value[..16]; break;
            case Chunk.DestinationIPv4: fields.Destination = value[..4]; break;
            case Chunk.DestinationIPv6: fields.Destination = value[..16]; break;
            case Chunk.SourcePort: fields.SourcePort = BinaryPrimitives.ReadUInt16BigEndian(value); break;
            case Chunk.DestinationPort: fields.DestinationPort = BinaryPrimitives.ReadUInt16BigEndian(value); break;
            case Chunk.Seconds:
                fields.Seconds = BinaryPrimitives.ReadUInt32BigEndian(value);
                fields.HasTime = true;
                break;
            case Chunk.Microseconds: fields.Microseconds = BinaryPrimitives.ReadUInt32BigEndian(value); break;
            case Chunk.PayloadType: packet.PayloadType = (HepPayloadType)value[0]; break;
            case Chunk.AgentId: packet.AgentId = BinaryPrimitives.ReadUInt32BigEndian(value); break;
            case Chunk.AuthKey: packet.AuthKey = value; break;
            case Chunk.CorrelationId: packet.CorrelationId = value; break;
            case Chunk.AgentName: packet.AgentName = value; break;
            case Chunk.Payload or Chunk.CompressedPayload:
                packet.Payload = value;
                packet.IsCompressed = type == Chunk.CompressedPayload;
                break;
        }
        return true;
    }

    private static int MinimumLength(Chunk type)
    {
        switch (type)
        {
            case Chunk.Family or Chunk.Protocol or Chunk.PayloadType: return 1;
            case Chunk.SourcePort or Chunk.DestinationPort: return 2;
            case Chunk.SourceIPv4 or Chunk.DestinationIPv4 or Chunk.Seconds or Chunk.Microseconds or Chunk.AgentId: return 4;
            case Chunk.SourceIPv6 or Chunk.DestinationIPv6: return 16;
            default: return 0;
        }
    }

    private ref struct Fields
    {
        public ReadOnlySpan<byte> Source, Destination;
        public ushort SourcePort, DestinationPort;
        public uint Seconds, Microseconds;
        public byte Family;
        public bool HasTime;
    }
}
