using System.Buffers.Binary;
using SipTrace.Wire.Bytes;

namespace SipTrace.Capture.Files;

/// <summary>Reads pcapng: any number of sections, each in its own byte order, with interfaces of their own link types and clocks.</summary>
internal sealed class PcapNgReader : FrameSource
{
    internal const uint SectionHeader = 0x0a0d0d0a, InterfaceDescription = 1, ObsoletePacket = 2, SimplePacket = 3, NameResolution = 4;
    internal const uint InterfaceStatistics = 5, EnhancedPacket = 6, DecryptionSecretsBlock = 10;
    internal const uint ByteOrderMagic = 0x1a2b3c4d;

    private const uint CustomBlock = 0xbad, CustomBlockNotCopied = 0x40000bad, JournalExport = 9;
    private const int HeadLength = 8, SmallestBlock = 12, PacketHeadLength = 28;
    private const int MostInterfaces = 4096;

    private readonly CaptureInput input;
    private readonly BlockBuffer block;
    private readonly long clockOffset, offsetMask;

    private PcapNgInterface[] interfaces = [];
    private int interfaceCount;
    private PcapNgInterface current = PcapNgInterface.None;
    private bool swapped, finished;
    private int number, start, length, originalLength, fcsLength;
    private long time;

    public PcapNgReader(CaptureInput input, BlockBuffer block)
    {
        this.input = input;
        this.block = block;
        if (!block.Ensure(HeadLength + 20)) throw new UserError($"{input.File}: a pcapng file that ends within its section header");
        clockOffset = input.ClockOffsetNanoseconds;
        offsetMask = input.Bytes.HasOffsets ? 0 : -1;
        time = clockOffset;
    }

    public override Frame Current => new()
    {
        Time = new Timestamp(time),
        LinkType = current.LinkType,
        Bytes = new ReadOnlySpan<byte>(block.Bytes, start, length),
        OriginalLength = originalLength,
        Number = number,
        File = input.Index,
        Point = current.Point,
        Offset = block.OffsetOf(start) | offsetMask,
        FcsLength = fcsLength,
    };

    public override Timestamp CurrentTime => new(time);

    public override long BytesRead => input.Bytes.StoredPosition(block.Offset);

    public override long TotalBytes => input.Bytes.StoredLength;

    public override bool MoveNext()
    {
        while (!finished)
        {
            if (!block.Ensure(HeadLength))
            {
                Finish();
                break;
            }
            var head = new ReadOnlySpan<byte>(block.Bytes, block.Position, HeadLength);
            uint type = Word(head, 0), total = Word(head, 4);
            if (type == SectionHeader)
            {
                if (!TryBeginSection()) continue;
                total = Word(new ReadOnlySpan<byte>(block.Bytes, block.Position, HeadLength), 4);
            }
            if (total > BlockBuffer.LongestRecord && IsSkippable(type) && total % 4 == 0)
            {
                SkipLong(total);
                continue;
            }
            if (!IsWhole(total))
            {
                Resynchronise();
                continue;
            }
            var at = block.Position;
            var content = new BlockContent(new ReadOnlySpan<byte>(block.Bytes, at + HeadLength, (int)total - SmallestBlock), swapped);
            block.Position += (int)total;
            if (type == EnhancedPacket ? TakeEnhanced(content, at) : TakeOther(type, content, at)) return true;
        }
        return false;
    }

    public override void Dispose() => block.Dispose();

    private static bool IsSkippable(uint type) =>
        type is not (SectionHeader or EnhancedPacket or SimplePacket or ObsoletePacket) && IsKnown(type);

    private static bool IsKnown(uint type) =>
        type is >= InterfaceDescription and <= DecryptionSecretsBlock or SectionHeader or CustomBlock or CustomBlockNotCopied;

    private uint Word(ReadOnlySpan<byte> bytes, int at)
    {
        var value = BinaryPrimitives.ReadUInt32LittleEndian(bytes[at..]);
        return swapped ? BinaryPrimitives.ReverseEndianness(value) : value;
    }

    private bool TryBeginSection()
    {
        if (block.Ensure(SmallestBlock))
        {
            var magic = BinaryPrimitives.ReadUInt32LittleEndian(block.Bytes.AsSpan(block.Position + HeadLength));
            if (magic == ByteOrderMagic || BinaryPrimitives.ReverseEndianness(magic) == ByteOrderMagic)
            {
                swapped = magic != ByteOrderMagic;
                interfaceCount = 0;
                return true;
            }
        }
        Resynchronise();
        return false;
    }

    private bool TakeEnhanced(BlockContent content, int at)
    {
        if (content.Length < PacketHeadLength - HeadLength) return Bad(at, "a packet block too short for its own fields");
        var id = content.UInt32(0);
        if (id >= (uint)interfaceCount) return Bad(at, $"a packet of interface {id}, which the section does not describe");
        var ticks = (ulong)content.UInt32(4) << 32 | content.UInt32(8);
        return Take(interfaces[id], content, at, PacketHeadLength - HeadLength, ticks, content.UInt32(12), content.UInt32(16));
    }

    private bool TakeOther(uint type, BlockContent content, int at)
    {
        switch (type)
        {
            case InterfaceDescription:
                AddInterface(content, at);
                return false;
            case ObsoletePacket when content.Length >= 20 && content.UInt16(0) < interfaceCount:
                var ticks = (ulong)content.UInt32(4) << 32 | content.UInt32(8);
                return Take(interfaces[content.UInt16(0)], content, at, 20, ticks, content.UInt32(12), content.UInt32(16));
            case SimplePacket when content.Length >= 4 && interfaceCount > 0:
                var original = content.UInt32(0);
                var captured = interfaces[0].SnapLength is > 0 and var snap ? Math.Min(original, snap) : original;
                return Take(interfaces[0], content, at, 4, null, Math.Min(captured, (uint)content.Length - 4), original);
            case ObsoletePacket or SimplePacket:
                return Bad(at, "a packet block that is too short, or of an interface that the section does not describe");
            case NameResolution:
                NameRecords.AddTo(input, content);
                return false;
            case InterfaceStatistics when content.Length >= 12 && content.UInt32(0) < interfaceCount:
                CountDrops(interfaces[content.UInt32(0)], content);
                return false;
            case DecryptionSecretsBlock when content.Length >= 8:
                var secrets = content.Bytes.Slice(8, (int)Math.Min(content.UInt32(4), content.Length - 8));
                input.AddSecrets(content.UInt32(0), secrets);
                return false;
            default:
                return false;
        }
    }

    /// <summary>Makes a packet block the current frame. One without a time gets that of the frame before.</summary>
    private bool Take(PcapNgInterface of, BlockContent content, int at, int head, ulong? ticks, uint captured, uint original)
    {
        var room = (uint)(content.Length - head);
        if (captured > room)
        {
            input.Warn($"the packet block at offset {block.OffsetOf(at)} holds {room} octets and claims {captured}");
            captured = room;
        }
        current = of;
        if (of.Point < 0) of.Point = input.PointOf(of.Index, of.LinkType, of.Name);
        start = at + HeadLength + head;
        length = (int)captured;
        originalLength = (int)Math.Min(Math.Max(original, captured), int.MaxValue);
        if (ticks is { } value)
        {
            time = of.Nanoseconds(value) + clockOffset;
            if (of.IsFinerThanMicroseconds && time % 1000 != 0) input.HasNanoseconds = true;
        }
        fcsLength = of.FcsLength;
        var options = head + ((length + 3) & ~3);
        if (content.Length > options && head == PacketHeadLength - HeadLength) ReadFlags(content.Options(options));
        number++;
        input.Count(time);
        return true;
    }

    private void ReadFlags(BlockOptions options)
    {
        const int Flags = 2;
        while (options.MoveNext())
        {
            // Bits 5-8: octets of frame check sequence, 0 where it is unknown.
            if (options.Code != Flags || options.Value.Length != 4) continue;
            if ((options.Value.UInt32(0) >> 5 & 15) is > 0 and var octets) fcsLength = (int)octets;
        }
    }

    private void AddInterface(BlockContent content, int at)
    {
        if (content.Length < 8 || interfaceCount == MostInterfaces)
        {
            Bad(at, "an interface description that cannot be used");
            return;
        }
        if (interfaceCount == interfaces.Length) Array.Resize(ref interfaces, Math.Max(4, interfaceCount * 2));
        interfaces[interfaceCount] = new PcapNgInterface(interfaceCount, content);
        interfaceCount++;
    }

    private void CountDrops(PcapNgInterface of, BlockContent content)
    {
        const int DroppedByInterface = 5, DroppedBySystem = 7;
        var options = content.Options(12);
        long? sum = null;
        while (options.MoveNext())
        {
            if (options.Code is DroppedByInterface or DroppedBySystem && options.Value.Length == 8)
            {
                sum = (sum ?? 0) + (long)Math.Min(options.Value.UInt64(0), int.MaxValue);
            }
        }
        if (sum is not { } lost) return;
        // Each block counts from the beginning of the capture, so it replaces the one before.
        input.CaptureDrops = (input.CaptureDrops ?? 0) - of.Drops + lost;
        of.Drops = lost;
    }

    /// <summary>Whether a block of this length lies at the position: its length stands at both of its ends.</summary>
    private bool IsWhole(uint total) =>
        total is >= SmallestBlock and <= BlockBuffer.LongestRecord && total % 4 == 0 && block.Ensure((int)total)
        && Word(new ReadOnlySpan<byte>(block.Bytes, block.Position + (int)total - 4, 4), 0) == total;

    private bool Bad(int at, string what)
    {
        input.Warn($"offset {block.OffsetOf(at)}: {what}");
        return false;
    }

    private void SkipLong(uint total)
    {
        input.Warn($"a block of {total} octets at offset {block.Offset} skipped");
        if (!block.Skip(total)) Finish();
    }

    /// <summary>Looks behind a damaged or cut block for the next one: a known type whose length stands at both of its ends.</summary>
    private void Resynchronise()
    {
        var damaged = block.Offset;
        while (block.Ensure(4 + SmallestBlock))
        {
            block.Position += 4;
            var head = new ReadOnlySpan<byte>(block.Bytes, block.Position, SmallestBlock);
            if (!IsKnown(Word(head, 0))) continue;
            // A section header may be in the other byte order.
            var turned = Word(head, 0) == SectionHeader && Word(head, 8) != ByteOrderMagic;
            if (turned) swapped = !swapped;
            if (IsWhole(Word(head, 4)))
            {
                input.Warn($"damaged block at offset {damaged}: {block.Offset - damaged} octets skipped");
                return;
            }
            if (turned) swapped = !swapped;
        }
        block.Position = block.End;
        finished = true;
        input.Warn(block.Failure is { } why
            ? $"ends at offset {block.Offset}: {why}"
            : $"cut short or damaged: ends within the block at offset {damaged}");
    }

    private void Finish()
    {
        finished = true;
        if (block.Failure is { } why) input.Warn($"ends at offset {block.OffsetOf(block.End)}: {why}");
        else if (block.End > block.Position) input.Warn($"cut short: ends within the block at offset {block.Offset}");
    }
}
