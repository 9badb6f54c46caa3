using SipTrace.Correlation.Flows;
using SipTrace.Correlation.Sip;
using SipTrace.Wire.Bytes;

namespace SipTrace.Correlation;

/// <summary>How a payload reached the capture: when, where, between whom, on what, in which frames.</summary>
internal readonly ref struct Arrival
{
    public required Timestamp Time { get; init; }

    public required Endpoint Source { get; init; }

    public required Endpoint Destination { get; init; }

    public SipTransport Transport { get; init; }

    /// <summary>The frame that completed it.</summary>
    public required FrameId Frame { get; init; }

    public required int Point { get; init; }

    /// <summary>The stretch of the input that <see cref="PlaceOf"/> looks for parts in; empty where the payload stands in no one piece there.</summary>
    public ReadOnlySpan<byte> Readable { get; init; }

    /// <summary>Where <see cref="Readable"/> stands in the input.</summary>
    public long ReadableOffset { get; init; }

    /// <summary>The parts of the payload where several frames carried it; else empty.</summary>
    public ReadOnlySpan<Piece> Pieces { get; init; }

    /// <summary>Octets on the wire.</summary>
    public required int WireLength { get; init; }

    /// <summary>Whether it came inside HEP.</summary>
    public bool ViaHep { get; init; }

    /// <summary>The TURN relay it was unwrapped from; none where it was not.</summary>
    public Endpoint ViaTurn { get; init; }

    /// <summary>Whether the end of a message is known to be missing.</summary>
    public bool IsCut { get; init; }

    /// <summary>Where a part of the payload stands in the input; negative where it stands nowhere in one piece.</summary>
    public long PlaceOf(ReadOnlySpan<byte> part) =>
        !Readable.IsEmpty && Readable.Overlaps(part, out var at) && at >= 0 ? ReadableOffset + at : -1;
}
