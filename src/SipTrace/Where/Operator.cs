namespace SipTrace.Where;

/// <summary>How a comparison compares.</summary>
internal enum Operator
{
    /// <summary><c>=</c>, <c>:</c> or <c>in</c>: one of the values is this one, or lies in this range, network or list.</summary>
    Is,

    /// <summary><c>!=</c>: none is.</summary>
    IsNot,

    /// <summary><c>~</c>: one of the values matches a regular expression.</summary>
    Matches,

    /// <summary><c>&lt;</c>.</summary>
    Less,

    /// <summary><c>&lt;=</c>.</summary>
    AtMost,

    /// <summary><c>&gt;</c>.</summary>
    Greater,

    /// <summary><c>&gt;=</c>.</summary>
    AtLeast,
}
