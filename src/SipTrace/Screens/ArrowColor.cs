namespace SipTrace.Screens;

/// <summary>What gives the arrows of a ladder their colour.</summary>
internal enum ArrowColor
{
    /// <summary>Request, success, failure.</summary>
    Outcome,

    /// <summary>The CSeq number: a request and its answers are alike.</summary>
    CSeq,

    /// <summary>The call.</summary>
    Call,
}
