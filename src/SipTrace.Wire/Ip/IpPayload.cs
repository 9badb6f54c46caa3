using SipTrace.Wire.Bytes;
using SipTrace.Wire.Link;
using SipTrace.Wire.Transport;

namespace SipTrace.Wire.Ip;

/// <summary>What follows an IP header: extension headers in any order and number, then a transport or a tunnel.</summary>
internal static class IpPayload
{
    /// <summary>Peels what <see cref="Packet.Protocol"/> announces.</summary>
    public static Oddity Peel(Layer layer, ref Packet packet)
    {
        while (true)
        {
            int length;
            switch (packet.Protocol)
            {
                case IpProtocol.Udp or IpProtocol.UdpLite: return Udp.Peel(layer, ref packet);
                case IpProtocol.Tcp: return Tcp.Peel(layer, ref packet);
                case IpProtocol.Sctp: return Sctp.Peel(layer, ref packet);
                case IpProtocol.Icmp or IpProtocol.IcmpV6: return Leave(layer, ref packet);
                case IpProtocol.IPv4: packet.TunnelDepth++; return IPv4.Peel(layer.Enter(0), ref packet);
                case IpProtocol.IPv6: packet.TunnelDepth++; return IPv6.Peel(layer.Enter(0), ref packet);
                case IpProtocol.Gre: return Gre.Peel(layer, ref packet);
                case IpProtocol.Esp: return Esp.Peel(layer, ref packet);
                case IpProtocol.Mpls: packet.TunnelDepth++; return Mpls.Peel(layer.Enter(0), ref packet);
                case IpProtocol.HopByHop or IpProtocol.Routing or IpProtocol.DestinationOptions or IpProtocol.Mobility:
                    if (layer.Length < 8) return Oddity.TruncatedHeader;
                    length = (layer[1] + 1) * 8;
                    break;
                case IpProtocol.Ah:
                    if (layer.Length < 8) return Oddity.TruncatedHeader;
                    length = (layer[1] + 2) * 4;
                    break;
                case IpProtocol.Fragment:
                    if (layer.Length < 8) return Oddity.TruncatedHeader;
                    length = 8;
                    var field = layer.U16(2);
                    // Offset 0 without more to come is an atomic fragment (RFC 6946): a whole datagram.
                    if ((field & 0xfff9) == 0) break;
                    packet.IsFragment = true;
                    packet.MoreFragments = (field & 1) != 0;
                    packet.FragmentOffset = field & 0xfff8;
                    packet.Identification = layer.U32(4);
                    packet.Protocol = (IpProtocol)layer[0];
                    return Leave(layer.Skip(length), ref packet);
                default: return Oddity.OtherIpProtocol;
            }
            if (length > layer.Length) return Oddity.TruncatedHeader;
            packet.Protocol = (IpProtocol)layer[0];
            layer = layer.Skip(length);
        }
    }

    /// <summary>Peels IPv4 or IPv6, whichever the first four bits say.</summary>
    public static Oddity PeelByVersion(Layer layer, ref Packet packet)
    {
        if (layer.Length == 0) return Oddity.TruncatedHeader;
        return layer[0] >> 4 == 6 ? IPv6.Peel(layer, ref packet) : IPv4.Peel(layer, ref packet);
    }

    /// <summary>Whether bytes that are not labelled as such begin with an IP header whose length fits.</summary>
    public static bool IsPlausible(Layer layer)
    {
        if (layer.Length >= IPv4.HeaderLength && layer[0] is >= 0x45 and <= 0x4f)
            return layer.U16(2) is var total && (total == 0 || total >= (layer[0] & 0x0f) * 4 && total <= layer.WireLength);
        return layer.Length >= IPv6.HeaderLength && layer[0] >> 4 == 6 && layer.U16(4) + IPv6.HeaderLength <= layer.WireLength;
    }

    /// <summary>Leaves a payload as it is: a fragment, or a protocol that is not looked into.</summary>
    public static Oddity Leave(Layer layer, ref Packet packet)
    {
        packet.Payload = layer.Bytes;
        packet.WireLength = layer.WireLength;
        return Oddity.None;
    }
}
