using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using SipTrace.Wire.Bytes;
using SipTrace.Wire.Ip;
using SipTrace.Wire.Transport;

namespace SipTrace.Wire;

/// <summary>
/// A frame of the one shape that nearly all media has, read in place: Ethernet II, IPv4 without options, UDP; no fragment, no tunnel, and not cut.
/// Lives as long as its frame.
/// </summary>
public readonly ref struct PlainUdp
{
    private const int EthernetLength = 14, IPv4Length = 20, UdpLength = 8, HeadersLength = EthernetLength + IPv4Length + UdpLength;

    private readonly ReadOnlySpan<byte> headers;

    private PlainUdp(ReadOnlySpan<byte> headers, ReadOnlySpan<byte> payload)
    {
        this.headers = headers;
        Payload = payload;
    }

    /// <summary>The sender.</summary>
    public Endpoint Source
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Endpoint.FromIPv4(BinaryPrimitives.ReadUInt32BigEndian(headers[26..]), BinaryPrimitives.ReadUInt16BigEndian(headers[34..]));
    }

    /// <summary>The receiver.</summary>
    public Endpoint Destination
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Endpoint.FromIPv4(BinaryPrimitives.ReadUInt32BigEndian(headers[30..]), BinaryPrimitives.ReadUInt16BigEndian(headers[36..]));
    }

    /// <summary>What the datagram carries; all of it.</summary>
    public ReadOnlySpan<byte> Payload { get; }

    /// <summary>Time to live.</summary>
    public byte TimeToLive => headers[22];

    /// <summary>IPv4 identification.</summary>
    public ushort Identification => BinaryPrimitives.ReadUInt16BigEndian(headers[18..]);

    /// <summary>Reads a frame; false where it has another shape.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool TryRead(in Frame frame, out PlainUdp datagram)
    {
        datagram = default;
        var bytes = frame.Bytes;
        if (frame.LinkType != LinkType.Ethernet || bytes.Length < HeadersLength) return false;
        var headers = bytes[..HeadersLength];
        if (BinaryPrimitives.ReadUInt32BigEndian(headers[12..]) >> 8 != 0x080045) return false;
        if ((BinaryPrimitives.ReadUInt16BigEndian(headers[20..]) & 0x3fff) != 0 || headers[23] != (byte)IpProtocol.Udp) return false;
        int total = BinaryPrimitives.ReadUInt16BigEndian(headers[16..]), length = BinaryPrimitives.ReadUInt16BigEndian(headers[38..]);
        if (length < UdpLength || total != length + IPv4Length || total > bytes.Length - EthernetLength) return false;
        var payload = bytes.Slice(HeadersLength, length - UdpLength);
        if (UdpTunnel.IsPossible(BinaryPrimitives.ReadUInt16BigEndian(headers[34..]), BinaryPrimitives.ReadUInt16BigEndian(headers[36..]), payload)) return false;
        datagram = new PlainUdp(headers, payload);
        return true;
    }
}
