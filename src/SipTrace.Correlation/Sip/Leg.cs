using SipTrace.Wire.Bytes;

namespace SipTrace.Correlation.Sip;

/// <summary>The messages of one call between the same two transport addresses.</summary>
public sealed class Leg
{
    /// <summary>Sender of the leg's first message.</summary>
    public required Endpoint A { get; init; }

    /// <summary>Receiver of the leg's first message.</summary>
    public required Endpoint B { get; init; }

    /// <summary>Its messages in time order, retransmissions and copies included.</summary>
    public List<TranscriptMessage> Messages { get; } = new(8);
}
