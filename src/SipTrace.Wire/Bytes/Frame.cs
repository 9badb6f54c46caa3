namespace SipTrace.Wire.Bytes;

/// <summary>One captured frame. Lives as long as the reader's buffer: until the next frame is asked for; <see cref="Keep"/> makes bytes outlive it.</summary>
public readonly ref struct Frame
{
    /// <summary>When it was captured, on the clock of its capture point after alignment.</summary>
    public required Timestamp Time { get; init; }

    /// <summary>How its bytes begin.</summary>
    public required LinkType LinkType { get; init; }

    /// <summary>The captured bytes: fewer than <see cref="OriginalLength"/> where the snaplen cut them.</summary>
    public required ReadOnlySpan<byte> Bytes { get; init; }

    /// <summary>Length on the wire, in octets.</summary>
    public required int OriginalLength { get; init; }

    /// <summary>1-based number in its own file, as Wireshark counts.</summary>
    public int Number { get; init; }

    /// <summary>Index of the input it came from.</summary>
    public int File { get; init; }

    /// <summary>Index of the capture point (input x interface; cooked captures: the input) it was seen at.</summary>
    public int Point { get; init; }

    /// <summary>Offset of <see cref="Bytes"/> in the decompressed input; negative where the input cannot be read again.</summary>
    public long Offset { get; init; }

    /// <summary>Octets of frame check sequence at the end of <see cref="Bytes"/>, as the file says; 0 where it says nothing.</summary>
    public int FcsLength { get; init; }

    /// <summary>Keeps a part of <see cref="Bytes"/> beyond the frame's life: as a place in the input, else (live, or bytes that are not of this frame) as a copy.</summary>
    public ByteSlice Keep(ReadOnlySpan<byte> part) => Offset >= 0 && Bytes.Overlaps(part, out var at) && at >= 0
        ? new ByteSlice(File, Offset + at, part.Length)
        : ByteSlice.Copy(part);
}
