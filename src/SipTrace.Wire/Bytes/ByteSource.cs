namespace SipTrace.Wire.Bytes;

/// <summary>Gives back bytes kept as <see cref="ByteSlice"/>: from the files that were read, or from the store of live frames.</summary>
public abstract class ByteSource
{
    /// <summary>The bytes of a slice. Owned bytes come as they are; where an input has shrunk meanwhile, what is left of them.</summary>
    public ReadOnlyMemory<byte> Read(ByteSlice slice) => slice.Owned ?? ReadInput(slice.File, slice.Offset, slice.Length);

    /// <summary>Reads a stretch of one input again; shorter than asked for where the input ends early.</summary>
    protected abstract ReadOnlyMemory<byte> ReadInput(int file, long offset, int length);
}
