using SipTrace.Wire.Bytes;

namespace SipTrace.Wire.Sip;

/// <summary>A host and perhaps a port: <c>example.com</c>, <c>192.0.2.1:5060</c>, <c>[2001:db8::1]:5060</c>; an IPv6 address without
/// brackets is taken whole.</summary>
public readonly ref struct SipHostPort
{
    private SipHostPort(ReadOnlySpan<byte> host, int port)
    {
        Host = host;
        Port = port;
    }

    /// <summary>The host: a name or an address, without brackets.</summary>
    public ReadOnlySpan<byte> Host { get; }

    /// <summary>The port; 0 where it is not said, or is none.</summary>
    public int Port { get; }

    /// <summary>Reads host and port; takes anything.</summary>
    public static SipHostPort Parse(ReadOnlySpan<byte> text)
    {
        text = SipOctets.Trim(text);
        ReadOnlySpan<byte> port = default;
        if (!text.IsEmpty && text[0] == '[')
        {
            var close = text.IndexOf((byte)']');
            if (close < 0) return new SipHostPort(text[1..], 0);
            var after = SipOctets.TrimStart(text[(close + 1)..]);
            if (!after.IsEmpty && after[0] == ':') port = after[1..];
            text = text[1..close];
        }
        else if (text.IndexOf((byte)':') is var colon and >= 0 && text.LastIndexOf((byte)':') == colon)
        {
            port = text[(colon + 1)..];
            text = SipOctets.TrimEnd(text[..colon]);
        }
        return new SipHostPort(text, SipOctets.TryParseNumber(SipOctets.Trim(port), ushort.MaxValue, out var number) ? number : 0);
    }

    /// <summary>The endpoint, where the host is an address and no name.</summary>
    public bool TryGetEndpoint(int defaultPort, out Endpoint endpoint) =>
        Endpoint.TryParseAddress(Host, (ushort)(Port == 0 ? defaultPort : Port), out endpoint);
}
