namespace SipTrace.Wire.Sip;

/// <summary>The methods of the IANA registry of SIP. Methods are case-sensitive (RFC 3261 §7.1) and new ones may be invented by
/// anyone.</summary>
public static class SipMethods
{
    /// <summary>All registered methods, the most frequent ones first.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        "INVITE", "ACK", "BYE", "CANCEL", "REGISTER", "OPTIONS", "PRACK",
        "SUBSCRIBE", "NOTIFY", "PUBLISH", "INFO", "REFER", "MESSAGE", "UPDATE",
    ];

    /// <summary>Whether a method is one of <see cref="All"/>.</summary>
    public static bool IsKnown(ReadOnlySpan<byte> method) => method.Length switch
    {
        3 => method.SequenceEqual("ACK"u8) || method.SequenceEqual("BYE"u8),
        4 => method.SequenceEqual("INFO"u8),
        5 => method.SequenceEqual("PRACK"u8) || method.SequenceEqual("REFER"u8),
        6 => method.SequenceEqual("INVITE"u8) || method.SequenceEqual("NOTIFY"u8)
            || method.SequenceEqual("CANCEL"u8) || method.SequenceEqual("UPDATE"u8),
        7 => method.SequenceEqual("OPTIONS"u8) || method.SequenceEqual("MESSAGE"u8) || method.SequenceEqual("PUBLISH"u8),
        8 => method.SequenceEqual("REGISTER"u8),
        9 => method.SequenceEqual("SUBSCRIBE"u8),
        _ => false,
    };
}
