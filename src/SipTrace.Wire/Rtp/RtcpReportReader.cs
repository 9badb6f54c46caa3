using System.Buffers.Binary;

namespace SipTrace.Wire.Rtp;

/// <summary>Walks the report blocks of an SR or RR, 24 octets each; for use with <c>foreach</c>.</summary>
public ref struct RtcpReportReader
{
    private const int BlockLength = 24;

    private ReadOnlySpan<byte> rest;
    private int left;

    internal RtcpReportReader(ReadOnlySpan<byte> blocks, int count)
    {
        rest = blocks;
        left = count;
    }

    /// <summary>The block that the last <see cref="MoveNext"/> found.</summary>
    public RtcpReportBlock Current { get; private set; }

    /// <summary>Goes to the next block. False after the announced number, or where the packet is shorter.</summary>
    public bool MoveNext()
    {
        if (left <= 0 || rest.Length < BlockLength) return false;
        left--;
        var loss = BinaryPrimitives.ReadInt32BigEndian(rest[4..]);
        Current = new RtcpReportBlock(BinaryPrimitives.ReadUInt32BigEndian(rest), rest[4], (loss << 8) >> 8,
            BinaryPrimitives.ReadUInt32BigEndian(rest[8..]), BinaryPrimitives.ReadUInt32BigEndian(rest[12..]),
            BinaryPrimitives.ReadUInt32BigEndian(rest[16..]), BinaryPrimitives.ReadUInt32BigEndian(rest[20..]));
        rest = rest[BlockLength..];
        return true;
    }

    /// <summary>The reader itself, as <c>foreach</c> asks for.</summary>
    public readonly RtcpReportReader GetEnumerator() => this;
}
