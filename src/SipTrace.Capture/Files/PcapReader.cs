using System.Buffers.Binary;
using SipTrace.Wire.Bytes;

namespace SipTrace.Capture.Files;

/// <summary>Reads the classic pcap format: either byte order, micro- or nanoseconds, and Kuznetzov's form with record heads of 24 octets.</summary>
internal sealed class PcapReader : FrameSource
{
    internal const uint MagicMicroseconds = 0xa1b2c3d4, MagicNanoseconds = 0xa1b23c4d, MagicKuznetzov = 0xa1b2cd34;
    internal const int FileHeaderLength = 24;

    private const int UsualSnapLength = 262_144;
    internal const uint FcsPresent = 1u << 26;


    private readonly CaptureInput input;
    private readonly BlockBuffer block;
    private readonly bool swapped;
    private readonly int headLength, fcsLength, point;
    private readonly uint limit;
    private readonly long nanosecondsPerUnit, clockOffset, offsetMask;
    private readonly LinkType linkType;

    private int number, start, length, originalLength;
    private long time;
    private bool finished;

    public PcapReader(CaptureInput input, BlockBuffer block)
    {
        this.input = input;
        this.block = block;
        if (!block.Ensure(FileHeaderLength))
        {
            throw new UserError($"{input.File}: a pcap file that ends within its header ({block.End - block.Position} of {FileHeaderLength} octets)");
        }
        var header = block.Bytes.AsSpan(block.Position, FileHeaderLength);
        var magic = BinaryPrimitives.ReadUInt32LittleEndian(header);
        swapped = magic is not (MagicMicroseconds or MagicNanoseconds or MagicKuznetzov);
        if (swapped) magic = BinaryPrimitives.ReverseEndianness(magic);
        headLength = magic == MagicKuznetzov ? 24 : 16;
        nanosecondsPerUnit = magic == MagicNanoseconds ? 1 : 1000;
        var snapLength = Word(header, 16);
        limit = snapLength <= BlockBuffer.LongestRecord ? Math.Max(snapLength, UsualSnapLength) : UsualSnapLength;
        var link = Word(header, 20);
        linkType = (LinkType)(ushort)link;
        fcsLength = (link & FcsPresent) != 0 ? (int)(link >> 28) * 2 : 0;
        block.Position += FileHeaderLength;
        clockOffset = input.ClockOffsetNanoseconds;
        offsetMask = input.Bytes.HasOffsets ? 0 : -1;
        point = input.PointOf(0, linkType, null);
    }

    public override Frame Current => new()
    {
        Time = new Timestamp(time),
        LinkType = linkType,
        Bytes = new ReadOnlySpan<byte>(block.Bytes, start, length),
        OriginalLength = originalLength,
        Number = number,
        File = input.Index,
        Point = point,
        Offset = block.OffsetOf(start) | offsetMask,
        FcsLength = fcsLength,
    };

    public override Timestamp CurrentTime => new(time);

    public override long BytesRead => input.Bytes.StoredPosition(block.Offset);

    public override long TotalBytes => input.Bytes.StoredLength;

    public override bool MoveNext()
    {
        if (finished || !block.Ensure(headLength)) return Finish();
        var head = new ReadOnlySpan<byte>(block.Bytes, block.Position, 16);
        uint seconds = Word(head, 0), fraction = Word(head, 4), captured = Word(head, 8), original = Word(head, 12);
        // A record of no octets may be; one of only zeroes is a hole in the file.
        if (captured - 1 >= limit && (captured > 0 || !head.ContainsAnyExcept((byte)0))) return Stop(captured);
        if (!block.Ensure(headLength + (int)captured)) return Finish();
        start = block.Position + headLength;
        length = (int)captured;
        originalLength = (int)Math.Min(original, int.MaxValue);
        block.Position = start + length;
        time = seconds * Timestamp.NanosecondsPerSecond + fraction * nanosecondsPerUnit + clockOffset;
        number++;
        input.Count(time);
        if (nanosecondsPerUnit == 1 && fraction % 1000 != 0) input.HasNanoseconds = true;
        return true;
    }

    public override void Dispose() => block.Dispose();

    private uint Word(ReadOnlySpan<byte> bytes, int at)
    {
        var value = BinaryPrimitives.ReadUInt32LittleEndian(bytes[at..]);
        return swapped ? BinaryPrimitives.ReverseEndianness(value) : value;
    }

    /// <summary>Ends at a record whose head cannot be true: there is no telling where the next one begins.</summary>
    private bool Stop(uint claimed)
    {
        finished = true;
        input.Warn(claimed == 0
            ? $"damaged: zeroes instead of a record at offset {block.Offset}, nothing readable after it"
            : $"damaged: the record at offset {block.Offset} claims {claimed} octets, nothing readable after it");
        return false;
    }

    private bool Finish()
    {
        if (finished) return false;
        finished = true;
        if (block.Failure is { } why) input.Warn($"ends at offset {block.OffsetOf(block.End)}: {why}");
        else if (block.End > block.Position) input.Warn($"cut short: ends within the record at offset {block.Offset}");
        return false;
    }
}
