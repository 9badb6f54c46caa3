using System.Text;

namespace SipTrace.Wire.Sip;

/// <summary>Parameters separated by semicolons, <c>name=value;name;name="quoted; value"</c>, with white space anywhere (RFC 3261
/// §7.3.1).</summary>
/// <param name="text">The text after the first semicolon.</param>
public readonly ref struct SipParameters(ReadOnlySpan<byte> text)
{
    private readonly ReadOnlySpan<byte> text = text;

    /// <summary>The text as written.</summary>
    public ReadOnlySpan<byte> Text => text;

    /// <summary>Finds the first parameter of a name, in any case.</summary>
    /// <param name="name">The name.</param>
    /// <param name="value">Its value as written, quotes included; empty where it has none.</param>
    public bool TryGet(ReadOnlySpan<byte> name, out ReadOnlySpan<byte> value)
    {
        foreach (var parameter in this)
        {
            value = parameter.Value;
            if (parameter.Name.Length == name.Length && Ascii.EqualsIgnoreCase(parameter.Name, name)) return true;
        }
        value = default;
        return false;
    }

    /// <summary>The value of the first parameter of a name; empty where there is none.</summary>
    public ReadOnlySpan<byte> Get(ReadOnlySpan<byte> name) => TryGet(name, out var value) ? value : default;

    /// <summary>A value without the quotes round it; escapes stay as they are.</summary>
    public static ReadOnlySpan<byte> Unquote(ReadOnlySpan<byte> value) =>
        value.Length > 1 && value[0] == '"' && value[^1] == '"' ? value[1..^1] : value;

    /// <summary>Walks all parameters in their order.</summary>
    public SipParameterReader GetEnumerator() => new(text);
}
