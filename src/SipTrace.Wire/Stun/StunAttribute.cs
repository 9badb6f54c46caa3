namespace SipTrace.Wire.Stun;

/// <summary>
/// One attribute of a STUN message: <c>type u16 | length u16 | value</c>, then padding to a multiple of 4 that may hold anything.
/// </summary>
public readonly ref struct StunAttribute
{
    internal StunAttribute(StunAttributeType type, int offset, ReadOnlySpan<byte> value)
    {
        Type = type;
        Offset = offset;
        Value = value;
    }

    /// <summary>Its type; any 16-bit value, named or not.</summary>
    public StunAttributeType Type { get; }

    /// <summary>Where its header begins in the message.</summary>
    public int Offset { get; }

    /// <summary>Its value without padding.</summary>
    public ReadOnlySpan<byte> Value { get; }

    /// <summary>Whether a receiver that does not know the type must refuse the message with 420 (types below 0x8000).</summary>
    public bool IsComprehensionRequired => (ushort)Type < 0x8000;
}
