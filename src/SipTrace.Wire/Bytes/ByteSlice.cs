namespace SipTrace.Wire.Bytes;

/// <summary>Bytes that outlive their frame: a stretch of an input that can be read again, or an owned copy.</summary>
/// <param name="File">Index of the input; meaningless where <paramref name="Owned"/> is set.</param>
/// <param name="Offset">Offset in the (decompressed) input.</param>
/// <param name="Length">Number of bytes.</param>
/// <param name="Owned">The bytes themselves, where no input holds them in one piece (reassembled, decrypted, live).</param>
public readonly record struct ByteSlice(int File, long Offset, int Length, byte[]? Owned = null)
{
    /// <summary>An owned copy of some bytes.</summary>
    public static ByteSlice Copy(ReadOnlySpan<byte> bytes) => new(0, 0, bytes.Length, bytes.ToArray());
}
