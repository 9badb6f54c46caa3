using System.Buffers.Binary;

namespace SipTrace.Wire.Transport;

/// <summary>Reads the chunks behind an SCTP common header: <c>type | flags | length(2, with these 4) | value</c>, padded to 4.</summary>
/// <param name="chunks">The payload of an SCTP packet.</param>
public ref struct SctpChunkReader(ReadOnlySpan<byte> chunks)
{
    private const byte Data = 0, InterleavedData = 64;
    private const int HeaderLength = 4, DataHeader = 16, InterleavedHeader = 20;
    private const int LastBit = 1, FirstBit = 2, UnorderedBit = 4;

    private ReadOnlySpan<byte> rest = chunks;

    /// <summary>The next chunk that carries user data; others are passed over. False at the end, or where a length is
    /// impossible.</summary>
    public bool TryReadData(out SctpDataChunk chunk)
    {
        while (rest.Length >= HeaderLength)
        {
            int length = BinaryPrimitives.ReadUInt16BigEndian(rest[2..]);
            if (length < HeaderLength) break;
            var bytes = rest[..Math.Min(length, rest.Length)];
            rest = rest[Math.Min((length + 3) / 4 * 4, rest.Length)..];
            if (TryParse(bytes, length, out chunk)) return true;
        }
        rest = default;
        chunk = default;
        return false;
    }

    private static bool TryParse(ReadOnlySpan<byte> bytes, int length, out SctpDataChunk chunk)
    {
        chunk = default;
        var isInterleaved = bytes[0] == InterleavedData;
        var header = isInterleaved ? InterleavedHeader : DataHeader;
        if (!isInterleaved && bytes[0] != Data || bytes.Length < header) return false;
        var flags = bytes[1];
        var isFirst = (flags & FirstBit) != 0;
        uint tsn = BinaryPrimitives.ReadUInt32BigEndian(bytes[4..]), part = tsn;
        ulong group = 0;
        if (isInterleaved)
        {
            // Marked, so that it is never that of a DATA chunk. The first part has the payload protocol where the others are numbered.
            ulong stream = BinaryPrimitives.ReadUInt16BigEndian(bytes[8..]), unordered = (ulong)(flags & UnorderedBit);
            group = 1UL << 63 | unordered << 56 | stream << 32 | BinaryPrimitives.ReadUInt32BigEndian(bytes[12..]);
            part = isFirst ? 0 : BinaryPrimitives.ReadUInt32BigEndian(bytes[16..]);
        }
        chunk = new SctpDataChunk
        {
            Tsn = tsn,
            IsFirst = isFirst,
            IsLast = (flags & LastBit) != 0,
            Group = group,
            Part = part,
            Payload = bytes[header..],
            WireLength = length - header,
        };
        return true;
    }
}
