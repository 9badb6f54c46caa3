using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using SipTrace.Wire.Bytes;
using SipTrace.Wire.Ip;
using SipTrace.Wire.Link;
using SipTrace.Wire.Transport;

namespace SipTrace.Wire;

/// <summary>Peels the headers of a frame: link, tags, IP, tunnels and transport, in any nesting that networks build.</summary>
public static class Layers
{
    private const int EthernetLength = 14, IPv4Length = 20, UdpLength = 8;

    /// <summary>Peels one frame down to its innermost UDP, TCP or SCTP payload, to ICMP, or to an IP fragment. False, with the
    /// reason, where it holds none.</summary>
    /// <remarks>Allocates nothing. A tunnel is entered where its structure is beyond doubt, else its datagram is the packet.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static bool TryPeel(in Frame frame, out Packet packet, out Oddity oddity)
    {
        packet = default;
        if (frame.LinkType == LinkType.Ethernet && TryPeelPlainUdp(frame.Bytes, ref packet)) oddity = Oddity.None;
        else oddity = Peel(frame, ref packet);
        return oddity == Oddity.None;
    }

    /// <summary>Peels the payload of an IP datagram that was put together from fragments: it may be a datagram, or a tunnel with
    /// more inside.</summary>
    /// <param name="protocol">What the payload is; an IPv6 extension header too.</param>
    /// <param name="source">The sender; its port is not looked at.</param>
    /// <param name="destination">The receiver; its port is not looked at.</param>
    /// <param name="payload">The bytes there are of it.</param>
    /// <param name="wireLength">How many it had on the wire.</param>
    /// <param name="packet">What is left.</param>
    /// <param name="oddity">Why nothing is.</param>
    public static bool TryPeelIpPayload(
        IpProtocol protocol, Endpoint source, Endpoint destination, ReadOnlySpan<byte> payload, int wireLength,
        out Packet packet, out Oddity oddity)
    {
        packet = new Packet { Source = source.WithPort(0), Destination = destination.WithPort(0), Protocol = protocol };
        oddity = IpPayload.Peel(new Layer(payload, Math.Max(wireLength, payload.Length), 1), ref packet);
        return oddity == Oddity.None;
    }

    /// <summary>The one shape nearly all media has: Ethernet II, IPv4 without options, UDP, no fragment, no tunnel, not cut.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static bool TryPeelPlainUdp(ReadOnlySpan<byte> bytes, ref Packet packet)
    {
        if (bytes.Length < EthernetLength + IPv4Length + UdpLength) return false;
        if (BinaryPrimitives.ReadUInt32BigEndian(bytes[12..]) >> 8 != 0x080045) return false;
        if ((BinaryPrimitives.ReadUInt16BigEndian(bytes[20..]) & 0x3fff) != 0 || bytes[23] != (byte)IpProtocol.Udp) return false;
        int total = BinaryPrimitives.ReadUInt16BigEndian(bytes[16..]), length = BinaryPrimitives.ReadUInt16BigEndian(bytes[38..]);
        if (length < UdpLength || total != length + IPv4Length || total > bytes.Length - EthernetLength) return false;
        var source = BinaryPrimitives.ReadUInt16BigEndian(bytes[34..]);
        var destination = BinaryPrimitives.ReadUInt16BigEndian(bytes[36..]);
        var payload = bytes.Slice(EthernetLength + IPv4Length + UdpLength, length - UdpLength);
        if (UdpTunnel.IsPossible(source, destination, payload)) return false;

        packet.Source = Endpoint.FromIPv4(BinaryPrimitives.ReadUInt32BigEndian(bytes[26..]), source);
        packet.Destination = Endpoint.FromIPv4(BinaryPrimitives.ReadUInt32BigEndian(bytes[30..]), destination);
        packet.Protocol = IpProtocol.Udp;
        packet.Payload = payload;
        packet.WireLength = payload.Length;
        packet.TimeToLive = bytes[22];
        packet.Identification = BinaryPrimitives.ReadUInt16BigEndian(bytes[18..]);
        return true;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Oddity Peel(in Frame frame, ref Packet packet)
    {
        var bytes = frame.Bytes;
        var wireLength = Math.Max(Math.Max(frame.OriginalLength, bytes.Length) - Math.Max(frame.FcsLength, 0), 0);
        if (bytes.Length > wireLength) bytes = bytes[..wireLength];
        return LinkLayer.Peel(frame.LinkType, new Layer(bytes, wireLength, 0), ref packet);
    }
}
