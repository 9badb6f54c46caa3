using System.Globalization;
using System.Text;
using SipTrace.Wire.Bytes;

namespace SipTrace.Where;

/// <summary>A block of addresses: <c>10.0.0.0/8</c>, one address, or one address and port.</summary>
/// <param name="Base">Its first address.</param>
/// <param name="PrefixLength">Bits that must be equal, counted in 128 (IPv4 is mapped).</param>
internal readonly record struct Network(Endpoint Base, int PrefixLength)
{
    /// <summary>Reads an address, a CIDR block, or an endpoint.</summary>
    /// <exception cref="FormatException">It is none of these.</exception>
    public static Network Parse(string text)
    {
        var slash = text.LastIndexOf('/');
        if (slash < 0) return TryParseEndpoint(text, out var endpoint) ? new Network(endpoint, 128) : throw NotAnAddress(text);
        if (!Endpoint.TryParseAddress(Encoding.UTF8.GetBytes(text[..slash]), 0, out var start)) throw NotAnAddress(text);
        var most = start.IsIPv4 ? 32 : 128;
        if (!int.TryParse(text[(slash + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out var length) || length > most) throw NotAnAddress(text);
        return new Network(start, length + 128 - most);
    }

    /// <summary>Reads <c>192.0.2.1</c>, <c>192.0.2.1:5060</c>, <c>2001:db8::1</c> or <c>[2001:db8::1]:5060</c>; without a port it is 0.</summary>
    public static bool TryParseEndpoint(string text, out Endpoint endpoint)
    {
        if (Endpoint.TryParseAddress(Encoding.UTF8.GetBytes(text), 0, out endpoint)) return true;
        var colon = text.LastIndexOf(':');
        return colon > 0 && ushort.TryParse(text[(colon + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out var port)
            && Endpoint.TryParseAddress(Encoding.UTF8.GetBytes(text[..colon]), port, out endpoint);
    }

    /// <summary>Whether an endpoint lies in the block; where the block names a port, with that port.</summary>
    public bool Contains(Endpoint endpoint)
    {
        if (Base.Port != 0 && Base.Port != endpoint.Port) return false;
        var difference = new UInt128(Base.AddressHigh ^ endpoint.AddressHigh, Base.AddressLow ^ endpoint.AddressLow);
        return PrefixLength == 0 || difference >> (128 - PrefixLength) == 0;
    }

    private static FormatException NotAnAddress(string text) => new($"'{text}' is no address or network (10.0.0.0/8, 192.0.2.1, 2001:db8::/32)");
}
