using SipTrace.Wire.Bytes;

namespace SipTrace.Correlation;

/// <summary>The time in which a capture point was looked at: what is said to be missing must lie inside.</summary>
/// <param name="From">When its first frame was captured.</param>
/// <param name="To">When its last frame was; while it is open, now.</param>
/// <param name="IsOpen">Whether it goes on: live, or more of the file is to come.</param>
public readonly record struct CaptureWindow(Timestamp From, Timestamp To, bool IsOpen)
{
    /// <summary>Whether the time between two moments lies inside.</summary>
    public bool Holds(Timestamp from, Timestamp to) => from >= From && to <= To;

    /// <summary>Whether the capture went on for so long after a moment inside it.</summary>
    public bool GoesOn(Timestamp from, TimeSpan length) => Holds(from, from + length);
}
