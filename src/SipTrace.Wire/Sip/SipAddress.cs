namespace SipTrace.Wire.Sip;

/// <summary>The value of From, To, Contact, Route and their like: <c>"Name" &lt;uri&gt;;params</c> or <c>uri;params</c> (RFC 3261
/// §20.10), however broken.</summary>
public readonly ref struct SipAddress
{
    private SipAddress(ReadOnlySpan<byte> displayName, ReadOnlySpan<byte> uri, ReadOnlySpan<byte> parameters)
    {
        DisplayName = displayName;
        Uri = uri;
        Parameters = new SipParameters(parameters);
    }

    /// <summary>The display name without its quotes; escapes and folds are still in it. Empty where there is none.</summary>
    public ReadOnlySpan<byte> DisplayName { get; }

    /// <summary>The URI without &lt;&gt;; see <see cref="SipUri"/>.</summary>
    public ReadOnlySpan<byte> Uri { get; }

    /// <summary>The parameters of the header, not those of the URI.</summary>
    public SipParameters Parameters { get; }

    /// <summary>The tag (RFC 3261 §19.3); empty where there is none.</summary>
    public ReadOnlySpan<byte> Tag => Parameters.Get("tag"u8);

    /// <summary>Reads one value; a list must have been split before (<see cref="SipListReader"/>). Takes anything.</summary>
    public static SipAddress Parse(ReadOnlySpan<byte> value)
    {
        value = SipOctets.Trim(value);
        ReadOnlySpan<byte> name = default;
        var rest = value;
        if (!value.IsEmpty && value[0] == '"')
        {
            var close = SipOctets.ClosingQuote(value, 0);
            // A quote that is not closed ends where the URI begins.
            if (close < 0) close = value.IndexOf((byte)'<') is var bracket and > 0 ? bracket : value.Length;
            name = value[1..close];
            rest = value[close..];
            if (!rest.IsEmpty && rest[0] == '"') rest = rest[1..];
        }
        var open = rest.IndexOf((byte)'<');
        if (open < 0)
        {
            var semicolon = rest.IndexOf((byte)';');
            return semicolon < 0
                ? new SipAddress(name, SipOctets.Trim(rest), default)
                : new SipAddress(name, SipOctets.Trim(rest[..semicolon]), rest[(semicolon + 1)..]);
        }
        if (name.IsEmpty) name = SipOctets.Trim(rest[..open]);
        var uri = rest[(open + 1)..];
        var end = uri.IndexOf((byte)'>');
        if (end < 0) return new SipAddress(name, SipOctets.Trim(uri), default);
        var parameters = uri[(end + 1)..];
        var first = parameters.IndexOf((byte)';');
        return new SipAddress(name, SipOctets.Trim(uri[..end]), first < 0 ? default : parameters[(first + 1)..]);
    }
}
