namespace SipTrace.Wire.Stun;

/// <summary>
/// What a STUN message is to its transaction (RFC 8489 §5): the two class bits, C1 at bit 8 and C0 at bit 4 of the message type.
/// </summary>
public enum StunClass : byte
{
    /// <summary>Asks and is answered: 0x0000.</summary>
    Request,

    /// <summary>Tells and is not answered: 0x0010.</summary>
    Indication,

    /// <summary>Grants a request: 0x0100.</summary>
    Success,

    /// <summary>Refuses a request, with ERROR-CODE: 0x0110.</summary>
    Error,
}
