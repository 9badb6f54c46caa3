namespace SipTrace.Wire.Sip;

/// <summary>One parameter, <c>name=value</c> or <c>name</c>, as written.</summary>
public readonly ref struct SipParameter
{
    internal SipParameter(ReadOnlySpan<byte> name, ReadOnlySpan<byte> value)
    {
        Name = name;
        Value = value;
    }

    /// <summary>The name.</summary>
    public ReadOnlySpan<byte> Name { get; }

    /// <summary>The value, quotes included; empty where it has none.</summary>
    public ReadOnlySpan<byte> Value { get; }
}
