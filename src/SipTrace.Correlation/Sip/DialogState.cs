namespace SipTrace.Correlation.Sip;

/// <summary>Where a dialog stands (RFC 3261 §12).</summary>
public enum DialogState : byte
{
    /// <summary><c>early</c>: made by a provisional answer.</summary>
    Early,

    /// <summary><c>confirmed</c>: made or confirmed by a 2xx.</summary>
    Confirmed,

    /// <summary><c>terminated</c>: ended by BYE, or an early one by a final answer from 300 on.</summary>
    Terminated,
}
