using SipTrace.Wire.Bytes;

namespace SipTrace.Correlation.Flows;

/// <summary>One application message out of a TCP stream or an SCTP association, with the frames that carried it. Lives as long as
/// the call that hands it over.</summary>
public readonly ref struct StreamMessage
{
    /// <summary>What it is.</summary>
    public required StreamKind Kind { get; init; }

    /// <summary>The message.</summary>
    public required ReadOnlySpan<byte> Bytes { get; init; }

    /// <summary>The sender.</summary>
    public required Endpoint Source { get; init; }

    /// <summary>The receiver.</summary>
    public required Endpoint Destination { get; init; }

    /// <summary>Number of the connection: the same in both directions, another one when addresses and ports are used again.</summary>
    public required long Connection { get; init; }

    /// <summary>When the frame came that completed it.</summary>
    public required Timestamp Time { get; init; }

    /// <summary>The capture point of that frame.</summary>
    public required int Point { get; init; }

    /// <summary>The frame that completed it.</summary>
    public required FrameId Frame { get; init; }

    /// <summary>All frames that carried it, the completing one last.</summary>
    public required ReadOnlySpan<FrameId> Frames { get; init; }

    /// <summary>Place of <see cref="Bytes"/> in the input, where they lie within one segment and as they were on the wire; else
    /// negative.</summary>
    public required long Offset { get; init; }

    /// <summary>Whether the end is missing: a hole in the stream, or its end, came first.</summary>
    public bool IsCut { get; init; }

    /// <summary>Whether octets of the stream are missing since the message before.</summary>
    public bool IsAfterGap { get; init; }

    /// <summary>Keeps the bytes, or a part of them, beyond this call: as a place in the input where there is one, else as a
    /// copy.</summary>
    public ByteSlice Keep(ReadOnlySpan<byte> part) => Offset >= 0 && Bytes.Overlaps(part, out var at) && at >= 0
        ? new ByteSlice(Frame.File, Offset + at, part.Length)
        : ByteSlice.Copy(part);
}
