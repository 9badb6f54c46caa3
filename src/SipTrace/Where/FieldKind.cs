namespace SipTrace.Where;

/// <summary>How the values of a field are written and compared.</summary>
internal enum FieldKind
{
    /// <summary>Text; case does not matter.</summary>
    Text,

    /// <summary>A telephone number: digits, without + and 00 and separators.</summary>
    Digits,

    /// <summary>A number.</summary>
    Number,

    /// <summary>Seconds; other units by a suffix ms, s, m or h.</summary>
    Seconds,

    /// <summary>Milliseconds; other units by a suffix ms, s, m or h.</summary>
    Milliseconds,

    /// <summary>A moment, ISO 8601.</summary>
    Time,

    /// <summary>An IP address, with a port or a prefix length.</summary>
    Address,
}
