namespace SipTrace.Correlation.Rtp;

/// <summary>What a packet's sequence number is to those before it.</summary>
internal enum SequenceStep
{
    First,
    Next,
    Ahead,
    Late,
    Duplicate,
    Stray,
    Restart,
}
