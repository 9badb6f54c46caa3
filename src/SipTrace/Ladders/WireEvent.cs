using SipTrace.Wire.Bytes;

namespace SipTrace.Ladders;

/// <summary>What a ladder shows besides messages: something between two sockets, not yet laid into columns.</summary>
/// <param name="Kind">How it is drawn.</param>
/// <param name="From">Who sends, or did first.</param>
/// <param name="To">Who receives.</param>
/// <param name="Time">When it began.</param>
/// <param name="Frame">Its first frame.</param>
/// <param name="Label">What stands on it; visible text.</param>
internal sealed record WireEvent(LadderKind Kind, Endpoint From, Endpoint To, Timestamp Time, int Frame, string Label)
{
    /// <summary>What is special about it.</summary>
    public LadderMark Mark { get; init; }
}
