namespace SipTrace.Capture.Files;

/// <summary>A window over a stream of bytes, filled block by block, in which every record lies in one piece.</summary>
internal sealed class BlockBuffer(Stream stream, int blockSize) : IDisposable
{
    /// <summary>No record is longer; a length that claims more is a lie.</summary>
    internal const int LongestRecord = 16 << 20;

    private long origin;
    private bool ended;

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
    public bool Ensure(int count)
    {
        while (End - Position < count)
        {
            if (ended || count > LongestRecord) return false;
            Fill();
        }
        return true;
    }

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
    public void Dispose() => stream.Dispose();

    private void Fill()
    {
        if (Position > 0)
        {
            Bytes.AsSpan(Position, End - Position).CopyTo(Bytes);
            origin += Position;
            (Position, End) = (0, End - Position);
        }
        if (End == Bytes.Length) Array.Resize(ref Bytes, Math.Min(Bytes.Length * 2, LongestRecord));
        try
        {
            var count = stream.Read(Bytes, End, Bytes.Length - End);
            ended = count == 0;
            End += count;
        }
        catch (Exception e) when (e is IOException or InvalidDataException)
        {
            (ended, Failure) = (true, e.Message);
        }
    }
}
