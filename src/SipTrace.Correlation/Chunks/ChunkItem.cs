using SipTrace.Wire.Bytes;

namespace SipTrace.Correlation.Chunks;

/// <summary>What the Correlator has to do, between the packets of RTP of a <see cref="FrameChunk"/>: the fields of a frame, with the place of its
/// bytes.</summary>
internal struct ChunkItem
{
    public ChunkItemKind Kind;

    public LinkType LinkType;

    /// <summary>How many packets of the chunk's RTP stand before it.</summary>
    public int RtpBefore;

    public Timestamp Time;

    /// <summary>Where the layout of its message stands among those of the chunk.</summary>
    public int Layout;

    public int Start, Length, OriginalLength, Number, File, Point, FcsLength;

    public long Offset;
}
