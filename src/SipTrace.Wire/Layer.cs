using System.Buffers.Binary;

namespace SipTrace.Wire;

/// <summary>What lies under the headers taken off so far: the bytes there are, how many the wire had, and how deep they are
/// nested.</summary>
/// <remarks>Each header is a <c>Peel(Layer, ref Packet)</c> that returns <c>Oddity.None</c> when the packet is filled, else why it
/// is not.</remarks>
internal readonly ref struct Layer(ReadOnlySpan<byte> bytes, int wireLength, int depth)
{
    /// <summary>Ethernet and IP headers nested in each other; every tunnel costs one or two.</summary>
    public const int MaximumDepth = 16;

    public readonly ReadOnlySpan<byte> Bytes = bytes;

    /// <summary>Never less than the bytes there are.</summary>
    public readonly int WireLength = wireLength;

    public readonly int Depth = depth;

    public int Length => Bytes.Length;

    public byte this[int at] => Bytes[at];

    public ushort U16(int at) => BinaryPrimitives.ReadUInt16BigEndian(Bytes[at..]);

    public uint U32(int at) => BinaryPrimitives.ReadUInt32BigEndian(Bytes[at..]);

    /// <summary>What follows a header; the header must be there.</summary>
    public Layer Skip(int header) => new(Bytes[header..], WireLength - header, Depth);

    /// <summary>What follows a header, one level deeper.</summary>
    public Layer Enter(int header) => new(Bytes[header..], WireLength - header, Depth + 1);

    /// <summary>The same, as long as a header says: without padding behind it, or cut by the capture.</summary>
    public Layer Clamp(int length) => new(Bytes.Length > length ? Bytes[..length] : Bytes, length, Depth);
}
