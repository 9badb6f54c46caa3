namespace SipTrace.Lint;

/// <summary>Which breaches of a rule in one call are told as one finding, with a count.</summary>
public enum Fold
{
    /// <summary>Each logical message and m= line, at the first leg where it is true.</summary>
    Message,

    /// <summary>All of one sender: a phone with a habit is one line.</summary>
    Agent,

    /// <summary>All of the call.</summary>
    Call,
}
