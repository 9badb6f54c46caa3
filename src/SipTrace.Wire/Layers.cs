using System.Runtime.CompilerServices;
using SipTrace.Wire.Bytes;
using SipTrace.Wire.Ip;
using SipTrace.Wire.Link;

namespace SipTrace.Wire;

/// <summary>Peels the headers of a frame: link, tags, IP, tunnels and transport, in any nesting that networks build.</summary>
public static class Layers
{
    /// <summary>Peels one frame down to its innermost UDP, TCP or SCTP payload, to ICMP, or to an IP fragment. False, with the
    /// reason, where it holds none.</summary>
    /// <remarks>Allocates nothing. A tunnel is entered where its structure is beyond doubt, else its datagram is the packet.</remarks>
    public static bool TryPeel(in Frame frame, out Packet packet, out Oddity oddity)
    {
        packet = default;
        oddity = Oddity.None;
        if (PlainUdp.TryRead(frame, out var datagram))
        {
            packet.Source = datagram.Source;
            packet.Destination = datagram.Destination;
            packet.Protocol = IpProtocol.Udp;
            packet.Payload = datagram.Payload;
            packet.WireLength = datagram.Payload.Length;
            packet.TimeToLive = datagram.TimeToLive;
            packet.Identification = datagram.Identification;
        }
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

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Oddity Peel(in Frame frame, ref Packet packet)
    {
        var bytes = frame.Bytes;
        var wireLength = Math.Max(Math.Max(frame.OriginalLength, bytes.Length) - Math.Max(frame.FcsLength, 0), 0);
        if (bytes.Length > wireLength) bytes = bytes[..wireLength];
        return LinkLayer.Peel(frame.LinkType, new Layer(bytes, wireLength, 0), ref packet);
    }
}
