using System.Buffers.Binary;
using SipTrace.Wire.Bytes;

namespace SipTrace.Wire.Ip;

/// <summary>
/// An ICMP error that quotes the UDP packet it is about: <c>type u8 | code u8 | checksum u16 | 4 octets | the packet's beginning</c> (RFC 792,
/// RFC 4443 §3). At least the IP header and 8 octets are quoted, often all of it.
/// </summary>
public readonly ref struct IcmpError
{
    private const int HeaderLength = 8;
    private const byte DestinationUnreachable = 3, DestinationUnreachableV6 = 1;

    /// <summary>The type: for IPv4 3 unreachable, 5 redirect, 11 time exceeded; for IPv6 1 unreachable, 2 too big, 3 time exceeded.</summary>
    public byte Type { get; private init; }

    /// <summary>The code within the type: for IPv4 unreachables 0 net, 1 host, 3 port, 4 needs fragmenting, 13 prohibited.</summary>
    public byte Code { get; private init; }

    /// <summary>Whether it is ICMPv6.</summary>
    public bool IsV6 { get; private init; }

    /// <summary>Who sent the quoted packet.</summary>
    public Endpoint Source { get; private init; }

    /// <summary>Where the quoted packet was to go.</summary>
    public Endpoint Destination { get; private init; }

    /// <summary>What is quoted of its UDP payload; may be empty.</summary>
    public ReadOnlySpan<byte> Payload { get; private init; }

    /// <summary>How long that payload was, as its UDP header says.</summary>
    public int PayloadLength { get; private init; }

    /// <summary>Whether it says that the destination cannot be reached.</summary>
    public bool IsUnreachable => Type == (IsV6 ? DestinationUnreachableV6 : DestinationUnreachable);

    /// <summary>Why: <c>port-unreachable</c>, <c>host-unreachable</c>, ...</summary>
    public static string ReasonOf(bool isV6, byte code) => isV6
        ? code switch
        {
            0 => "no-route",
            1 => "prohibited",
            3 => "address-unreachable",
            4 => "port-unreachable",
            _ => $"code-{code}",
        }
        : code switch
        {
            0 => "net-unreachable",
            1 => "host-unreachable",
            2 => "protocol-unreachable",
            3 => "port-unreachable",
            4 => "fragmentation-needed",
            9 or 10 or 13 => "prohibited",
            _ => $"code-{code}",
        };

    /// <summary>Reads an error from the payload of an IP packet. False for any other ICMP message, and where no UDP header is quoted.</summary>
    public static bool TryParse(ReadOnlySpan<byte> icmp, bool isV6, out IcmpError error)
    {
        error = default;
        if (icmp.Length < HeaderLength + 1) return false;
        var isError = isV6 ? icmp[0] < 128 : icmp[0] is 3 or 5 or 11 or 12;
        if (!isError || !TryReadUdp(icmp[HeaderLength..], out var udp, out var source, out var destination)) return false;
        error = new IcmpError
        {
            Type = icmp[0],
            Code = icmp[1],
            IsV6 = isV6,
            Source = source.WithPort(BinaryPrimitives.ReadUInt16BigEndian(udp)),
            Destination = destination.WithPort(BinaryPrimitives.ReadUInt16BigEndian(udp[2..])),
            PayloadLength = Math.Max(0, BinaryPrimitives.ReadUInt16BigEndian(udp[4..]) - 8),
            Payload = udp[8..],
        };
        return true;
    }

    // The quote ends where its sender wished; extensions (RFC 4884) may follow it, so the UDP length bounds it too.
    private static bool TryReadUdp(ReadOnlySpan<byte> ip, out ReadOnlySpan<byte> udp, out Endpoint source, out Endpoint destination)
    {
        udp = default;
        source = destination = default;
        int header, from, length;
        if (ip[0] >> 4 == 4 && ip.Length >= IPv4.HeaderLength && ip[9] == (byte)IpProtocol.Udp) (header, from, length) = ((ip[0] & 0xf) * 4, 12, 4);
        else if (ip[0] >> 4 == 6 && ip.Length >= IPv6.HeaderLength && ip[6] == (byte)IpProtocol.Udp) (header, from, length) = (IPv6.HeaderLength, 8, 16);
        else return false;
        if (header < from + 2 * length || ip.Length < header + 8) return false;
        source = Endpoint.From(ip.Slice(from, length), 0);
        destination = Endpoint.From(ip.Slice(from + length, length), 0);
        udp = ip[header..];
        var whole = BinaryPrimitives.ReadUInt16BigEndian(udp[4..]);
        if (whole >= 8 && whole < udp.Length) udp = udp[..whole];
        return true;
    }
}
