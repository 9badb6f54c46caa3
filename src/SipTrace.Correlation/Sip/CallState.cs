namespace SipTrace.Correlation.Sip;

/// <summary>Where a call stands. The first eight are those of a call begun by INVITE, the rest those of any other.</summary>
public enum CallState : byte
{
    /// <summary><c>call_setup</c>: an INVITE without a final answer.</summary>
    CallSetup,

    /// <summary><c>in_call</c>: answered, and no BYE seen.</summary>
    InCall,

    /// <summary><c>completed</c>: answered and ended by BYE.</summary>
    Completed,

    /// <summary><c>cancelled</c>: given up by the caller before an answer (CANCEL, 487).</summary>
    Cancelled,

    /// <summary><c>rejected</c>: refused with 4xx or 6xx.</summary>
    Rejected,

    /// <summary><c>busy</c>: refused with 486 or 600.</summary>
    Busy,

    /// <summary><c>diverted</c>: sent elsewhere with 3xx.</summary>
    Diverted,

    /// <summary><c>failed</c>: 408 or 5xx; for other methods any final answer from 300 on.</summary>
    Failed,

    /// <summary><c>pending</c>: a request without a final answer.</summary>
    Pending,

    /// <summary><c>succeeded</c>: answered with 2xx.</summary>
    Succeeded,
}
