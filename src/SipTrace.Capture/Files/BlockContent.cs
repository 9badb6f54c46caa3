using System.Buffers.Binary;

namespace SipTrace.Capture.Files;

/// <summary>A stretch of a pcapng block, in the byte order of its section.</summary>
internal readonly ref struct BlockContent(ReadOnlySpan<byte> bytes, bool swapped)
{
    public ReadOnlySpan<byte> Bytes { get; } = bytes;

    public int Length => Bytes.Length;

    public ushort UInt16(int at)
    {
        var value = BinaryPrimitives.ReadUInt16LittleEndian(Bytes[at..]);
        return swapped ? BinaryPrimitives.ReverseEndianness(value) : value;
    }

    public uint UInt32(int at)
    {
        var value = BinaryPrimitives.ReadUInt32LittleEndian(Bytes[at..]);
        return swapped ? BinaryPrimitives.ReverseEndianness(value) : value;
    }

    public ulong UInt64(int at)
    {
        var value = BinaryPrimitives.ReadUInt64LittleEndian(Bytes[at..]);
        return swapped ? BinaryPrimitives.ReverseEndianness(value) : value;
    }

    public BlockContent Slice(int at, int length) => new(Bytes.Slice(at, length), swapped);

    /// <summary>The options that begin at an index.</summary>
    public BlockOptions Options(int at) => new(at < Length ? Slice(at, Length - at) : default);
}
