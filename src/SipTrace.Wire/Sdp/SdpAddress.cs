using System.Buffers;
using SipTrace.Wire.Bytes;

namespace SipTrace.Wire.Sdp;

/// <summary>An address as a session description writes it: a literal, a name, or neither.</summary>
public readonly record struct SdpAddress
{
    private const int Longest = 63;     // more than any literal
    private const string Letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private static readonly SearchValues<char> letters = SearchValues.Create(Letters);
    private static readonly SearchValues<char> ofNames = SearchValues.Create(Letters + "0123456789-._");

    private readonly string? text;

    /// <summary>Reads an address; takes anything.</summary>
    public SdpAddress(ReadOnlySpan<byte> octets)
    {
        text = SdpWords.TextOf(octets);
        // Brackets belong to URIs, not here.
        if (octets.Length is < 2 or > Longest || octets[0] == '[' || !Endpoint.TryParseAddress(octets, 0, out var endpoint)) return;
        Endpoint = endpoint;
        IsLiteral = true;
    }

    /// <summary>The address as written.</summary>
    public string Text => text ?? "";

    /// <summary>The address of a literal, with port 0; nothing for a name.</summary>
    public Endpoint Endpoint { get; }

    /// <summary>Whether this is an IPv4 or IPv6 address.</summary>
    public bool IsLiteral { get; }

    /// <summary>Whether this is an address written as IPv6, an IPv4-mapped one included.</summary>
    public bool IsIPv6 => IsLiteral && Text.Contains(':');

    /// <summary>Whether this can be a domain name: letters, digits, <c>- . _</c> and at least one letter.</summary>
    public bool IsName => !IsLiteral
        && Text.AsSpan().ContainsAny(letters) && !Text.AsSpan().ContainsAnyExcept(ofNames);

    /// <summary>Whether this is a multicast DNS name, <c>uuid.local</c>, behind which browsers hide host addresses.</summary>
    public bool IsMdns => IsName && Text.EndsWith(".local", StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether this stands for no address: 0.0.0.0, ::, or a name under .invalid (RFC 6157 §4.1).</summary>
    public bool IsZero => IsLiteral ? Endpoint.IsZero() : IsName && Text.EndsWith(".invalid", StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether this is a literal of a network that is not routed on the Internet.</summary>
    public bool IsPrivate => IsLiteral && Endpoint.IsPrivate();

    /// <summary>Whether this is a unicast literal that is neither private nor loopback nor zero.</summary>
    public bool IsPublic => IsLiteral && Endpoint.IsPublic();

    /// <summary>Whether both are the same: literals by number, names in any case; a name is never a literal.</summary>
    public bool IsSameAs(SdpAddress other) => IsLiteral && other.IsLiteral
        ? Endpoint.HasSameAddress(other.Endpoint)
        : !IsLiteral && !other.IsLiteral && Text.Equals(other.Text, StringComparison.OrdinalIgnoreCase);

    /// <inheritdoc/>
    public override string ToString() => Text;
}
