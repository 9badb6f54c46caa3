using System.Buffers.Binary;
using SipTrace.Wire.Bytes;

namespace SipTrace.Capture.Live;

/// <summary>A stretch of a <see cref="FrameStore"/>, frame after frame.</summary>
internal sealed class StoredFrames(FileStream file, long capacity, long position, long end) : FrameSource
{
    private byte[] block = new byte[1 << 18];
    private long blockStart = position;
    private int filled, at, next;

    public override Frame Current
    {
        get
        {
            var head = block.AsSpan(at, FrameStore.HeadLength);
            var point = BinaryPrimitives.ReadInt32LittleEndian(head[20..]);
            return new Frame
            {
                Time = CurrentTime,
                LinkType = (LinkType)BinaryPrimitives.ReadInt32LittleEndian(head[16..]),
                Bytes = block.AsSpan(at + FrameStore.HeadLength, BinaryPrimitives.ReadInt32LittleEndian(head)),
                OriginalLength = BinaryPrimitives.ReadInt32LittleEndian(head[4..]),
                Number = BinaryPrimitives.ReadInt32LittleEndian(head[24..]),
                File = point,
                Point = point,
                Offset = -1,
            };
        }
    }

    public override Timestamp CurrentTime => new(BinaryPrimitives.ReadInt64LittleEndian(block.AsSpan(at + 8)));

    public override long BytesRead => blockStart + next;

    public override long TotalBytes => end;

    public override bool MoveNext()
    {
        at = next;
        if (blockStart + at >= end) return false;
        var place = (blockStart + at) % capacity;
        if (capacity - place < sizeof(int) || (Ensure(sizeof(int)) && Length() == FrameStore.Skip))
        {
            (blockStart, filled, at) = (blockStart + at + capacity - place, 0, 0);
            if (blockStart >= end) return false;
        }
        if (!Ensure(FrameStore.HeadLength) || !Ensure(FrameStore.HeadLength + Length())) return false;
        next = at + FrameStore.HeadLength + Length();
        return true;
    }

    public override void Dispose()
    {
    }

    private int Length() => BinaryPrimitives.ReadInt32LittleEndian(block.AsSpan(at));

    /// <summary>Has so many octets from the present place on in the block, if they are there.</summary>
    private bool Ensure(int count)
    {
        if (filled - at >= count) return true;
        block.AsSpan(at, filled - at).CopyTo(block);
        (blockStart, filled, at) = (blockStart + at, filled - at, 0);
        if (count > block.Length) Array.Resize(ref block, count);
        while (filled < count)
        {
            // Up to where the file turns; what is beyond the end of the store is of an older round and is not looked at.
            var place = (blockStart + filled) % capacity;
            var room = (int)Math.Min(block.Length - filled, capacity - place);
            var read = RandomAccess.Read(file.SafeFileHandle, block.AsSpan(filled, room), place);
            if (read == 0) return false;
            filled += read;
        }
        return true;
    }
}
