using System.Buffers.Binary;
using SipTrace.Wire.Bytes;

namespace SipTrace.Capture.Live;

/// <summary>Frames on their way from the thread that receives them to the one that reads them: a fixed number of octets, no lock, one thread on
/// each side. What finds no room is dropped and counted, so the receiver never waits.</summary>
/// <remarks>A record is <c>time(8) captured(4) original(4) link type(4) 0(4)</c> and the octets, filled up to 8; it never crosses the end.</remarks>
internal sealed class FrameRing
{
    private const int HeadLength = 24, Alignment = 8;
    private const int Skip = -1;

    private readonly byte[] bytes;
    private long written, read;         // octets since the beginning; each belongs to one of the two threads
    private long dropped;

    /// <summary>A ring of so many octets.</summary>
    public FrameRing(int capacity) => bytes = GC.AllocateUninitializedArray<byte>((capacity + Alignment - 1) & ~(Alignment - 1));

    /// <summary>Frames that found no room.</summary>
    public long Dropped => Volatile.Read(ref dropped);

    /// <summary>The receiver's: copies a frame in, if there is room.</summary>
    public bool TryWrite(Timestamp time, LinkType linkType, ReadOnlySpan<byte> frame, int originalLength)
    {
        var size = HeadLength + ((frame.Length + Alignment - 1) & ~(Alignment - 1));
        var position = (int)(written % bytes.Length);
        var skipped = position + size > bytes.Length ? bytes.Length - position : 0;
        if (written + skipped + size - Volatile.Read(ref read) > bytes.Length) return false;
        if (skipped > 0)
        {
            BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(position), Skip);
            position = 0;
        }
        var record = bytes.AsSpan(position, size);
        BinaryPrimitives.WriteInt32LittleEndian(record, frame.Length);
        BinaryPrimitives.WriteInt32LittleEndian(record[4..], originalLength);
        BinaryPrimitives.WriteInt64LittleEndian(record[8..], time.Nanoseconds);
        BinaryPrimitives.WriteInt32LittleEndian(record[16..], (int)linkType);
        frame.CopyTo(record[HeadLength..]);
        Volatile.Write(ref written, written + skipped + size);
        return true;
    }

    /// <summary>The receiver's: copies a frame in, or counts it as dropped.</summary>
    public void Write(Timestamp time, LinkType linkType, ReadOnlySpan<byte> frame, int originalLength)
    {
        if (!TryWrite(time, linkType, frame, originalLength)) Volatile.Write(ref dropped, dropped + 1);
    }

    /// <summary>The reader's: whether a frame waits, and when it was captured.</summary>
    public bool TryPeek(out Timestamp time)
    {
        time = default;
        if (read == Volatile.Read(ref written)) return false;
        var position = (int)(read % bytes.Length);
        if (BinaryPrimitives.ReadInt32LittleEndian(bytes.AsSpan(position)) == Skip)
        {
            Volatile.Write(ref read, read + bytes.Length - position);
            position = 0;
        }
        time = new Timestamp(BinaryPrimitives.ReadInt64LittleEndian(bytes.AsSpan(position + 8)));
        return true;
    }

    /// <summary>The reader's: the frame that <see cref="TryPeek"/> saw. Its octets are valid until <see cref="Release"/>.</summary>
    public Frame Read(int number, int point)
    {
        var current = (int)(read % bytes.Length);
        var head = bytes.AsSpan(current, HeadLength);
        return new Frame
        {
            Time = new Timestamp(BinaryPrimitives.ReadInt64LittleEndian(head[8..])),
            LinkType = (LinkType)BinaryPrimitives.ReadInt32LittleEndian(head[16..]),
            Bytes = bytes.AsSpan(current + HeadLength, BinaryPrimitives.ReadInt32LittleEndian(head)),
            OriginalLength = BinaryPrimitives.ReadInt32LittleEndian(head[4..]),
            Number = number,
            File = point,
            Point = point,
            Offset = -1,
        };
    }

    /// <summary>The reader's: gives the room of the frame back.</summary>
    public void Release()
    {
        var length = BinaryPrimitives.ReadInt32LittleEndian(bytes.AsSpan((int)(read % bytes.Length)));
        Volatile.Write(ref read, read + HeadLength + ((length + Alignment - 1) & ~(Alignment - 1)));
    }
}
