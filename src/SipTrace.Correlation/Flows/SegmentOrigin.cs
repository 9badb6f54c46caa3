using SipTrace.Wire.Bytes;

namespace SipTrace.Correlation.Flows;

/// <summary>Where a piece of a stream came from.</summary>
/// <param name="Frame">Its frame.</param>
/// <param name="Time">When the frame was captured.</param>
/// <param name="Point">Where it was.</param>
/// <param name="Offset">Place of the piece in the input; negative where the input cannot be read again.</param>
internal readonly record struct SegmentOrigin(FrameId Frame, Timestamp Time, int Point, long Offset)
{
    public static SegmentOrigin Of(in Frame frame, ReadOnlySpan<byte> payload) => new(
        new FrameId(frame.File, frame.Number), frame.Time, frame.Point,
        frame.Offset >= 0 && frame.Bytes.Overlaps(payload, out var at) && at >= 0 ? frame.Offset + at : -1);

    /// <summary>The same for what is left when the first octets are taken off.</summary>
    public SegmentOrigin Skip(int octets) => Offset < 0 ? this : this with { Offset = Offset + octets };
}
