namespace SipTrace.Correlation.Ice;

/// <summary>How ICE went, for a session or for a call.</summary>
public enum IceOutcome
{
    /// <summary><c>none</c>: nobody speaks ICE.</summary>
    None,

    /// <summary><c>offered_only</c>: one side offered it, and the other did not take it up, or has not been seen to.</summary>
    OfferedOnly,

    /// <summary><c>running</c>: both speak it, and its end was not seen.</summary>
    Running,

    /// <summary><c>completed</c>: a pair was nominated for every component.</summary>
    Completed,

    /// <summary><c>failed</c>: the checks, or the call, ended without that.</summary>
    Failed,

    /// <summary><c>mismatch</c>: one side left ICE, as the default destination it got was among no candidates (RFC 8839 §4.2.5).</summary>
    Mismatch,
}
