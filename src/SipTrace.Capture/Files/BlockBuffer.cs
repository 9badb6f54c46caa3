using System.Runtime.CompilerServices;
using SipTrace.Wire.Bytes;

namespace SipTrace.Capture.Files;

/// <summary>A window over a stream of bytes, filled block by block, in which every record lies in one piece.</summary>
/// <param name="stream">What is read.</param>
/// <param name="blockSize">How much is read at a time, in octets.</param>
/// <param name="readsAhead">Whether the next block is read, by another thread, while the present one is used.</param>
internal sealed class BlockBuffer(Stream stream, int blockSize, bool readsAhead = false) : IDisposable
{
    /// <summary>No record is longer; a length that claims more is a lie.</summary>
    internal const int LongestRecord = 16 << 20;

    // Room before a block that was read ahead, for the record that the block before ends within.
    private const int Room = 64 << 10;

    private long origin;
    private bool ended;
    private byte[] ahead = [];
    private SideThread? reader;
    private int countAhead;

    /// <summary>The window; valid between <see cref="Position"/> and <see cref="End"/>. Replaced and moved by <see cref="Ensure"/>.</summary>
    public byte[] Bytes = new byte[blockSize];

    /// <summary>Index of the first byte not yet taken.</summary>
    public int Position;

    /// <summary>Index after the last byte read.</summary>
    public int End;

    /// <summary>Why reading ended before the end of the input; null where it did not.</summary>
    public string? Failure { get; private set; }

    /// <summary>Offset of <see cref="Position"/> in the (decompressed) input.</summary>
    public long Offset => origin + Position;

    /// <summary>Offset of an index of <see cref="Bytes"/> in the (decompressed) input.</summary>
    public long OffsetOf(int index) => origin + index;

    /// <summary>Whether so many bytes lie at <see cref="Position"/>, after reading on where needed. Memory grows with bytes that are there, not with those asked for.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Ensure(int count) => End - Position >= count || ReadOn(count);

    /// <summary>Leaves out so many bytes; false where the input ends before.</summary>
    public bool Skip(long count)
    {
        while (End - Position < count)
        {
            count -= End - Position;
            Position = End;
            if (ended) return false;
            Fill();
        }
        Position += (int)count;
        return true;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        reader?.Dispose();
        stream.Dispose();
    }

    private bool ReadOn(int count)
    {
        while (End - Position < count)
        {
            if (ended || count > LongestRecord) return false;
            Fill();
        }
        return true;
    }

    private void Fill()
    {
        try
        {
            if (readsAhead) FillFromAhead();
            else FillInPlace();
        }
        catch (Exception e) when (e is IOException or InvalidDataException)
        {
            (ended, Failure) = (true, e.Message);
        }
    }

    private void FillFromAhead()
    {
        if (reader is null)
        {
            ahead = new byte[Room + blockSize];
            reader = new SideThread("reads ahead", () => countAhead = stream.Read(ahead, Room, ahead.Length - Room));
            reader.Start();
        }
        reader.Wait();
        var count = countAhead;
        ended = count == 0;
        if (ended) return;
        var left = End - Position;
        var target = left <= Room ? ahead : new byte[Room + left + count];
        var start = left <= Room ? Room - left : Room;
        Bytes.AsSpan(Position, left).CopyTo(target.AsSpan(start));
        if (target == ahead) ahead = Bytes.Length == ahead.Length ? Bytes : new byte[Room + blockSize];
        else ahead.AsSpan(Room, count).CopyTo(target.AsSpan(start + left));
        origin += Position - start;
        (Bytes, Position, End) = (target, start, start + left + count);
        reader.Start();
    }

    private void FillInPlace()
    {
        if (Position > 0)
        {
            Bytes.AsSpan(Position, End - Position).CopyTo(Bytes);
            origin += Position;
            (Position, End) = (0, End - Position);
        }
        if (End == Bytes.Length) Array.Resize(ref Bytes, Math.Min(Bytes.Length * 2, LongestRecord));
        var count = stream.Read(Bytes, End, Bytes.Length - End);
        ended = count == 0;
        End += count;
    }
}
