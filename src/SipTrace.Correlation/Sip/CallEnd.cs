namespace SipTrace.Correlation.Sip;

/// <summary>Who ended a call.</summary>
public enum CallEnd : byte
{
    /// <summary>Not ended, or not known.</summary>
    Unknown,

    /// <summary>The side that sent the INVITE.</summary>
    Caller,

    /// <summary>The side that answered it.</summary>
    Callee,

    /// <summary>Something between them (a proxy or B2BUA that sends BYE by itself).</summary>
    Network,
}
