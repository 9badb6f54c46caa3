using SipTrace.Wire.Bytes;

namespace SipTrace.Ladders;

/// <summary>One line of a ladder: a message, a bar of media, a folded group of messages, a note.</summary>
/// <param name="Kind">How it is drawn.</param>
/// <param name="From">Index of the host it comes from.</param>
/// <param name="To">Index of the host it goes to; for a note the last host it spans.</param>
/// <param name="Label">What stands on it; visible text.</param>
internal sealed record LadderEvent(LadderKind Kind, int From, int To, string Label)
{
    /// <summary>When it was, or began; null where no time is known.</summary>
    public Timestamp? Time { get; init; }

    /// <summary>What is special about it.</summary>
    public LadderMark Mark { get; init; }

    /// <summary>Its frame number, or the first; 0 for none.</summary>
    public int Frame { get; init; }

    /// <summary>The index of its message in the trace; below zero for none.</summary>
    public int Message { get; init; } = -1;

    /// <summary>What is folded into it, by time; only screens unfold it.</summary>
    public IReadOnlyList<LadderEvent> Parts { get; init; } = [];

    /// <summary>The whole text behind it, which HTML shows unfolded: visible lines; empty for none.</summary>
    public IReadOnlyList<string> Text { get; init; } = [];
}
