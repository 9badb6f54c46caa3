using SipTrace.Wire.Bytes;
using SipTrace.Wire.Ip;

namespace SipTrace.Wire.Transport;

/// <summary>UDP (RFC 768), and UDP-Lite (RFC 3828), whose length field says something else.</summary>
internal static class Udp
{
    public const int HeaderLength = 8;

    public static Oddity Peel(Layer layer, ref Packet packet)
    {
        if (layer.Length < HeaderLength) return Oddity.TruncatedHeader;
        ushort source = layer.U16(0), destination = layer.U16(2);
        int length = layer.U16(4);
        // Zero is a jumbogram or segmentation offload; a length that cannot be is a lie, and what IP says counts.
        var isUsable = packet.Protocol == IpProtocol.Udp && length >= HeaderLength && length <= layer.WireLength;
        var payload = (isUsable ? layer.Clamp(length) : layer).Skip(HeaderLength);
        packet.Protocol = IpProtocol.Udp;
        packet.Source = packet.Source.WithPort(source);
        packet.Destination = packet.Destination.WithPort(destination);
        if (UdpTunnel.IsPossible(source, destination, payload.Bytes) && UdpTunnel.TryPeel(payload, ref packet, out var oddity))
            return oddity;
        return IpPayload.Leave(payload, ref packet);
    }
}
