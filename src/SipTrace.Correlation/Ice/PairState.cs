namespace SipTrace.Correlation.Ice;

/// <summary>What became of a candidate pair, as far as its checks in one direction were seen.</summary>
public enum PairState
{
    /// <summary><c>unseen</c>: both candidates were announced, but no check between them was captured.</summary>
    Unseen,

    /// <summary><c>in_progress</c>: asked, and the answer may still come.</summary>
    InProgress,

    /// <summary><c>in_progress</c> too: the same check was seen further on, behind a NAT or a forwarder, and has its result there.</summary>
    PassedOn,

    /// <summary><c>succeeded</c>: a success answer came from where the check was sent to.</summary>
    Succeeded,

    /// <summary><c>failed</c>: no answer came, or only errors did.</summary>
    Failed,
}
