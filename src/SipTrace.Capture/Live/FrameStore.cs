using System.Buffers.Binary;
using SipTrace.Capture.Files;
using SipTrace.Wire.Bytes;

namespace SipTrace.Capture.Live;

/// <summary>The latest raw frames, in a temporary file of bounded size that is written round and round: so that what became interesting later can
/// still be saved from its beginning.</summary>
/// <remarks>A record is <c>captured(4) original(4) time(8) link type(4) point(4) number(4) 0(4)</c> and the octets; it never crosses the end of
/// the file. Positions count octets since the store began, so they only grow.</remarks>
public sealed class FrameStore : IDisposable
{
    internal const int HeadLength = 32, Skip = -1;
    private const int BlockSize = 1 << 18;

    private readonly FileStream file = NamelessFile.Create();
    private readonly long capacity;
    private readonly byte[] block = new byte[BlockSize];
    private readonly Queue<(long Position, Timestamp Time)> marks = [];        // a record's beginning about each block
    private long written;
    private int filled;

    /// <summary>A store of so many octets.</summary>
    public FrameStore(long capacity) => this.capacity = Math.Max(capacity, 4 * BlockSize);

    /// <summary>The position of the oldest frame that is still there.</summary>
    public long Start => marks.TryPeek(out var oldest) ? oldest.Position : 0;

    /// <summary>The position after the newest frame.</summary>
    public long End => written + filled;

    /// <summary>Why nothing is stored any more (the disk is full); null while all is well.</summary>
    public string? Failure { get; private set; }

    /// <summary>Adds a frame; the oldest make room.</summary>
    public void Add(in Frame frame)
    {
        var size = HeadLength + frame.Bytes.Length;
        if (Failure is not null || size > BlockSize) return;
        var isAtEnd = End % capacity + size > capacity;
        if (filled + size > BlockSize || isAtEnd) PassOn();
        if (isAtEnd) SkipToBeginning();
        if (filled == 0) marks.Enqueue((written, frame.Time));
        var head = block.AsSpan(filled, HeadLength);
        BinaryPrimitives.WriteInt32LittleEndian(head, frame.Bytes.Length);
        BinaryPrimitives.WriteInt32LittleEndian(head[4..], frame.OriginalLength);
        BinaryPrimitives.WriteInt64LittleEndian(head[8..], frame.Time.Nanoseconds);
        BinaryPrimitives.WriteInt32LittleEndian(head[16..], (int)frame.LinkType);
        BinaryPrimitives.WriteInt32LittleEndian(head[20..], frame.Point);
        BinaryPrimitives.WriteInt32LittleEndian(head[24..], frame.Number);
        frame.Bytes.CopyTo(block.AsSpan(filled + HeadLength));
        filled += size;
    }

    /// <summary>A position at which all frames from a moment on have still to come, as far as they are there.</summary>
    public long PositionAt(Timestamp time)
    {
        var found = Start;
        foreach (var (position, start) in marks)
        {
            if (start > time) break;
            found = position;
        }
        return found;
    }

    /// <summary>Reads the frames from a position (an earlier <see cref="End"/>, or of <see cref="PositionAt"/>) to the present end. Nothing may be added meanwhile.</summary>
    public FrameSource Read(long from)
    {
        PassOn();
        return new StoredFrames(file, capacity, Math.Max(from, Start), written);
    }

    /// <inheritdoc/>
    public void Dispose() => file.Dispose();

    private void PassOn()
    {
        Write(block.AsSpan(0, filled));
        written += filled;
        filled = 0;
        // The marks of what the next blocks will write over.
        while (marks.TryPeek(out var oldest) && oldest.Position + capacity < written + 2 * BlockSize) marks.Dequeue();
    }

    private void SkipToBeginning()
    {
        var left = capacity - written % capacity;
        Span<byte> mark = stackalloc byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(mark, Skip);
        if (left >= mark.Length) Write(mark);
        written += left;
    }

    private void Write(ReadOnlySpan<byte> bytes)
    {
        if (bytes.IsEmpty || Failure is not null) return;
        try
        {
            RandomAccess.Write(file.SafeFileHandle, bytes, written % capacity);
        }
        catch (IOException problem)
        {
            Failure = problem.Message;
            marks.Clear();
        }
    }
}
