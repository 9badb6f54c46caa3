namespace SipTrace.Correlation.Ice;

/// <summary>What the passwords of the capture say about MESSAGE-INTEGRITY. The larger the graver.</summary>
public enum CheckIntegrity
{
    /// <summary><c>no_key</c>: no SDP with the password was captured, or the message was cut.</summary>
    NoKey,

    /// <summary><c>ok</c>: the password of the receiver fits.</summary>
    Ok,

    /// <summary><c>absent</c>: the message has none.</summary>
    Absent,

    /// <summary><c>bad</c>: the password of the receiver does not fit.</summary>
    Bad,
}
