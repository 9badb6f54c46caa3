namespace SipTrace.Correlation.Ice;

/// <summary>How the controlling agent nominates.</summary>
public enum NominationStyle
{
    /// <summary>Nothing was nominated.</summary>
    None,

    /// <summary>Regular (RFC 8445 §8.1.1): a pair that succeeded is checked once more, with USE-CANDIDATE.</summary>
    Regular,

    /// <summary>Aggressive (RFC 5245 §8.1.1.2): every check has USE-CANDIDATE.</summary>
    Aggressive,
}
