using System.Buffers.Binary;

namespace SipTrace.Wire.Rtp;

/// <summary>Walks the blocks of an XR packet; for use with <c>foreach</c>.</summary>
public ref struct RtcpXrReader
{
    private ReadOnlySpan<byte> rest;

    internal RtcpXrReader(ReadOnlySpan<byte> blocks) => rest = blocks;

    /// <summary>The block that the last <see cref="MoveNext"/> found.</summary>
    public RtcpXrBlock Current { get; private set; }

    /// <summary>Goes to the next block. False at the end, and where one runs past the packet.</summary>
    public bool MoveNext()
    {
        if (rest.Length < 4) return false;
        var length = 4 + 4 * BinaryPrimitives.ReadUInt16BigEndian(rest[2..]);
        if (length > rest.Length) return false;
        Current = new RtcpXrBlock(rest[..length]);
        rest = rest[length..];
        return true;
    }

    /// <summary>The reader itself, as <c>foreach</c> asks for.</summary>
    public readonly RtcpXrReader GetEnumerator() => this;
}
