using System.Buffers.Binary;
using System.Globalization;
using System.Net;
using System.Text;

namespace SipTrace.Wire.Bytes;

/// <summary>An IP address and a port as one small value. IPv4 is kept as an IPv4-mapped IPv6 address (RFC 4291 §2.5.5.2), so both families compare alike.</summary>
/// <remarks>The default value is [::]:0 and stands for "no endpoint".</remarks>
public readonly struct Endpoint : IEquatable<Endpoint>, IComparable<Endpoint>
{
    private const ulong MappedPrefix = 0x0000_ffff_0000_0000;

    private readonly ulong high, low;

    private Endpoint(ulong high, ulong low, ushort port)
    {
        this.high = high;
        this.low = low;
        Port = port;
    }

    /// <summary>The UDP, TCP or SCTP port; 0 where there is none.</summary>
    public ushort Port { get; }

    /// <summary>Whether the address is an IPv4 address.</summary>
    public bool IsIPv4 => high == 0 && low >> 32 == 0xffff;

    /// <summary>Whether this is the default value, which stands for "no endpoint".</summary>
    public bool IsNone => high == 0 && low == 0 && Port == 0;

    /// <summary>The upper 64 bits of the (mapped) address.</summary>
    public ulong AddressHigh => high;

    /// <summary>The lower 64 bits of the (mapped) address; the lowest 32 are the IPv4 address.</summary>
    public ulong AddressLow => low;

    /// <summary>An endpoint of an IPv4 address in host byte order.</summary>
    public static Endpoint FromIPv4(uint address, ushort port) => new(0, MappedPrefix | address, port);

    /// <summary>An endpoint of the 4 octets of an IPv4 address or the 16 of an IPv6 address, in network byte order.</summary>
    public static Endpoint From(ReadOnlySpan<byte> address, ushort port) => address.Length == 4
        ? FromIPv4(BinaryPrimitives.ReadUInt32BigEndian(address), port)
        : new Endpoint(BinaryPrimitives.ReadUInt64BigEndian(address), BinaryPrimitives.ReadUInt64BigEndian(address[8..]), port);

    /// <summary>An endpoint of a framework address.</summary>
    public static Endpoint From(IPAddress address, ushort port)
    {
        Span<byte> octets = stackalloc byte[16];
        address.TryWriteBytes(octets, out var length);
        return From(octets[..length], port);
    }

    /// <summary>Reads the text of an IPv4 or IPv6 address (brackets allowed, no zone, no name).</summary>
    public static bool TryParseAddress(ReadOnlySpan<byte> text, ushort port, out Endpoint endpoint)
    {
        endpoint = default;
        if (text.Length > 2 && text[0] == '[' && text[^1] == ']') text = text[1..^1];
        if (TryParseDottedQuad(text, out var quad))
        {
            endpoint = FromIPv4(quad, port);
            return true;
        }
        // Without a colon the framework takes "10.1", "010.0.0.1" and "0x7f.1" for IPv4, which no SIP or SDP grammar does.
        if (text.Length is < 2 or > 45 || !text.Contains((byte)':') || text.Contains((byte)'%') || !IPAddress.TryParse(text, out var address)) return false;
        endpoint = From(address, port);
        return true;
    }

    /// <summary>The same address with another port.</summary>
    public Endpoint WithPort(ushort port) => new(high, low, port);

    /// <summary>Whether both have the same address, whatever their ports.</summary>
    public bool HasSameAddress(Endpoint other) => high == other.high && low == other.low;

    /// <summary>The address without the port: 4 octets in <see cref="IPAddress"/> form for IPv4, else 16.</summary>
    public IPAddress ToAddress()
    {
        Span<byte> octets = stackalloc byte[16];
        BinaryPrimitives.WriteUInt64BigEndian(octets, high);
        BinaryPrimitives.WriteUInt64BigEndian(octets[8..], low);
        return new IPAddress(IsIPv4 ? octets[12..] : octets);
    }

    /// <summary>The address as text: dotted quad or RFC 5952 IPv6, no brackets.</summary>
    public string AddressText() =>
        IsIPv4 ? $"{(byte)(low >> 24)}.{(byte)(low >> 16)}.{(byte)(low >> 8)}.{(byte)low}" : ToAddress().ToString();

    /// <summary>Longest text that <see cref="Format"/> writes.</summary>
    public const int MaxLength = 53;

    /// <summary>Writes <c>192.0.2.1:5060</c> or <c>[2001:db8::1]:5060</c>, and gives its length.</summary>
    /// <param name="utf8">At least <see cref="MaxLength"/> octets.</param>
    public int Format(Span<byte> utf8)
    {
        var at = 0;
        if (IsIPv4)
        {
            for (var shift = 24; shift >= 0; shift -= 8)
            {
                ((byte)(low >> shift)).TryFormat(utf8[at..], out var digits, provider: CultureInfo.InvariantCulture);
                at += digits;
                utf8[at++] = shift == 0 ? (byte)':' : (byte)'.';
            }
        }
        else
        {
            utf8[at++] = (byte)'[';
            ToAddress().TryFormat(utf8[at..], out var length);
            at += length;
            utf8[at++] = (byte)']';
            utf8[at++] = (byte)':';
        }
        Port.TryFormat(utf8[at..], out var last, provider: CultureInfo.InvariantCulture);
        return at + last;
    }

    /// <summary>The text of <see cref="Format"/>.</summary>
    public override string ToString()
    {
        Span<byte> text = stackalloc byte[MaxLength];
        return Encoding.ASCII.GetString(text[..Format(text)]);
    }

    /// <inheritdoc/>
    public bool Equals(Endpoint other) => high == other.high && low == other.low && Port == other.Port;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is Endpoint other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => Mix(high * 0x9e3779b97f4a7c15 ^ (low + Port * 0xd6e8feb86659fd93));

    /// <inheritdoc/>
    public int CompareTo(Endpoint other) =>
        high != other.high ? high.CompareTo(other.high) : low != other.low ? low.CompareTo(other.low) : Port.CompareTo(other.Port);

    /// <summary>Whether two endpoints are the same address and port.</summary>
    public static bool operator ==(Endpoint left, Endpoint right) => left.Equals(right);

    /// <summary>Whether two endpoints differ in address or port.</summary>
    public static bool operator !=(Endpoint left, Endpoint right) => !left.Equals(right);

    private static int Mix(ulong value)
    {
        value = (value ^ (value >> 32)) * 0xd6e8feb86659fd93;
        return (int)(value ^ (value >> 32));
    }

    private static bool TryParseDottedQuad(ReadOnlySpan<byte> text, out uint quad)
    {
        quad = 0;
        int dots = 0, digits = 0;
        uint octet = 0;
        foreach (var c in text)
        {
            if (c == '.' && digits > 0 && dots < 3)
            {
                quad = quad << 8 | octet;
                (dots, digits, octet) = (dots + 1, 0, 0);
            }
            else if (c is >= (byte)'0' and <= (byte)'9' && digits < 3)
            {
                digits++;
                octet = octet * 10 + c - '0';
                if (octet > byte.MaxValue) return false;
            }
            else return false;
        }
        quad = quad << 8 | octet;
        return dots == 3 && digits > 0;
    }
}
