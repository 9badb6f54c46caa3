namespace SipTrace.Wire.Sip;

/// <summary>A URI of the schemes sip, sips and tel (RFC 3261 §19.1, RFC 3966); of any other the scheme only. Nothing is
/// unescaped.</summary>
public readonly ref struct SipUri
{
    private SipUri(
        ReadOnlySpan<byte> scheme, ReadOnlySpan<byte> user, SipHostPort hostPort, ReadOnlySpan<byte> parameters, ReadOnlySpan<byte> headers)
    {
        Scheme = scheme;
        User = user;
        HostPort = hostPort;
        Parameters = new SipParameters(parameters);
        Headers = headers;
    }

    /// <summary>The scheme as written.</summary>
    public ReadOnlySpan<byte> Scheme { get; }

    /// <summary>The user without a password, or the telephone number; empty where there is none.</summary>
    public ReadOnlySpan<byte> User { get; }

    /// <summary>Host and port; none for tel.</summary>
    public SipHostPort HostPort { get; }

    /// <summary>The host: a name or an address, without brackets.</summary>
    public ReadOnlySpan<byte> Host => HostPort.Host;

    /// <summary>The port; 0 where it is not said, or is none.</summary>
    public int Port => HostPort.Port;

    /// <summary>The parameters of the URI.</summary>
    public SipParameters Parameters { get; }

    /// <summary>What follows the question mark.</summary>
    public ReadOnlySpan<byte> Headers { get; }

    /// <summary>Reads a URI, perhaps in &lt;&gt;. False where it has no scheme.</summary>
    public static bool TryParse(ReadOnlySpan<byte> text, out SipUri uri)
    {
        uri = default;
        text = SipOctets.Trim(text);
        if (text.Length > 1 && text[0] == '<') text = SipOctets.Trim(text[^1] == '>' ? text[1..^1] : text[1..]);
        var colon = text.IndexOf((byte)':');
        if (colon <= 0 || SipOctets.TokenLength(text) < colon) return false;
        var scheme = text[..colon];
        var rest = text[(colon + 1)..];
        if (Is(scheme, "tel"u8))
        {
            Cut(rest, (byte)';', out var number, out var parameters);
            uri = new SipUri(scheme, SipOctets.Trim(number), default, parameters, default);
        }
        else if (Is(scheme, "sip"u8) || Is(scheme, "sips"u8)) uri = ParseSip(scheme, rest);
        else uri = new SipUri(scheme, default, default, default, default);
        return true;
    }

    private static SipUri ParseSip(ReadOnlySpan<byte> scheme, ReadOnlySpan<byte> rest)
    {
        ReadOnlySpan<byte> user = default;
        var at = rest.IndexOf((byte)'@');
        if (at >= 0)
        {
            // The user may hold ; and ? but no @; some put an address there all the same: the last @ before the parameters counts.
            var end = rest[at..].IndexOfAny((byte)';', (byte)'?');
            at = (end < 0 ? rest : rest[..(at + end)]).LastIndexOf((byte)'@');
            Cut(rest[..at], (byte)':', out user, out _);
            rest = rest[(at + 1)..];
        }
        Cut(rest, (byte)'?', out rest, out var headers);
        Cut(rest, (byte)';', out var hostPort, out var parameters);
        return new SipUri(scheme, user, SipHostPort.Parse(hostPort), parameters, headers);
    }

    private static bool Is(ReadOnlySpan<byte> scheme, ReadOnlySpan<byte> name) => System.Text.Ascii.EqualsIgnoreCase(scheme, name);

    private static void Cut(ReadOnlySpan<byte> text, byte at, out ReadOnlySpan<byte> before, out ReadOnlySpan<byte> after)
    {
        var index = text.IndexOf(at);
        before = index < 0 ? text : text[..index];
        after = index < 0 ? default : text[(index + 1)..];
    }
}
