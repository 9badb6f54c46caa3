using SipTrace.Wire.Bytes;

namespace SipTrace.Wire.Link;

/// <summary>PPP (RFC 1661), alone, in HDLC-like framing (RFC 1662), over Ethernet (RFC 2516), and Cisco's HDLC.</summary>
internal static class PointToPoint
{
    private const int IPv4 = 0x0021, IPv6 = 0x0057, MplsUnicast = 0x0281, MplsMulticast = 0x0283;

    /// <summary>FF 03 or nothing, then the protocol: two octets, or one where it was compressed to its odd lower octet.</summary>
    public static Oddity Peel(Layer layer, ref Packet packet)
    {
        if (layer.Length >= 2 && layer.U16(0) == 0xff03) layer = layer.Skip(2);
        if (layer.Length < 2) return Oddity.TruncatedHeader;
        var isCompressed = (layer[0] & 1) != 0;
        int protocol = isCompressed ? layer[0] : layer.U16(0);
        layer = layer.Skip(isCompressed ? 1 : 2);
        switch (protocol)
        {
            case IPv4: return Ip.IPv4.Peel(layer, ref packet);
            case IPv6: return Ip.IPv6.Peel(layer, ref packet);
            case MplsUnicast or MplsMulticast: return Mpls.Peel(layer, ref packet);
            default: return Oddity.NotIp;
        }
    }

    /// <summary>Cisco HDLC where the address is 0F (unicast) or 8F (broadcast), else PPP.</summary>
    public static Oddity PeelHdlc(Layer layer, ref Packet packet)
    {
        if (layer.Length < 4) return Oddity.TruncatedHeader;
        return layer[0] is 0x0f or 0x8f ? EtherType.Peel(layer.U16(2), layer.Skip(4), ref packet) : Peel(layer, ref packet);
    }

    /// <summary>PPPoE: <c>version and type 11 | code 00 | session(2) | length(2) | PPP</c>.</summary>
    public static Oddity PeelOverEthernet(Layer layer, ref Packet packet)
    {
        if (layer.Length < 6) return Oddity.TruncatedHeader;
        if (layer.U16(0) != 0x1100) return Oddity.NotIp;
        int length = layer.U16(4);
        layer = layer.Skip(6);
        return Peel(layer.Clamp(Math.Min(length, layer.WireLength)), ref packet);
    }
}
