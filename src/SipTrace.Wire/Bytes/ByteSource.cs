namespace SipTrace.Wire.Bytes;

/// <summary>Gives back bytes kept as <see cref="ByteSlice"/>: from the files that were read, or from the store of live frames.</summary>
public abstract class ByteSource
{
    /// <summary>The bytes of a slice. Owned bytes come as they are; where an input has shrunk meanwhile, what is left of them.</summary>
    /// <param name="slice">The slice.</param>
    /// <param name="buffer">Where there is room for them; null: they get memory of their own.</param>
    public ReadOnlyMemory<byte> Read(ByteSlice slice, OctetBuffer? buffer = null)
    {
        if (slice.Owned is { } owned) return owned;
        var bytes = buffer is null ? new byte[slice.Length] : buffer.Take(slice.Length);
        return bytes[..ReadInput(slice.File, slice.Offset, bytes.Span)];
    }

    /// <summary>Reads a stretch of one input again. Gives how many octets that are: fewer than there is room for where the input ends
    /// early.</summary>
    protected abstract int ReadInput(int file, long offset, Span<byte> bytes);
}
