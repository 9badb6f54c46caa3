namespace SipTrace.Ladders;

/// <summary>What is special about an event of a ladder.</summary>
internal enum LadderMark
{
    /// <summary>A request, or something else that goes as it should.</summary>
    Plain,

    /// <summary>A provisional answer.</summary>
    Provisional,

    /// <summary>A success.</summary>
    Success,

    /// <summary>A failure: 4xx to 6xx, a check that was refused.</summary>
    Failure,

    /// <summary>The same again: a retransmission.</summary>
    Again,
}
