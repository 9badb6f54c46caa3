using SipTrace.Wire.Bytes;
using SipTrace.Wire.Link;

namespace SipTrace.Wire.Ip;

/// <summary>GRE: version 0 (RFC 2784, 2890) with IP, Ethernet, MPLS, ERSPAN, WCCP or Aruba's 802.11 inside, version 1 (PPTP, RFC
/// 2637) with PPP.</summary>
internal static class Gre
{
    private const int HasChecksum = 0x8000, HasRouting = 0x4000, HasKey = 0x2000, HasSequence = 0x1000,
        HasAcknowledgement = 0x0080, VersionMask = 7;
    private const ushort Erspan = 0x88be, Erspan3 = 0x22eb, Wccp = 0x883e, FirstAruba = 0x8200, LastAruba = 0x83ff;

    public static Oddity Peel(Layer layer, ref Packet packet)
    {
        if (layer.Length < 4) return Oddity.TruncatedHeader;
        packet.TunnelDepth++;
        int flags = layer.U16(0);
        var type = layer.U16(2);
        switch (flags & VersionMask)
        {
            case 0: return PeelVersion0(flags, type, layer, ref packet);
            case 1: return PeelPptp(flags, layer, ref packet);
            default: return Oddity.NotIp;
        }
    }

    private static Oddity PeelVersion0(int flags, ushort type, Layer layer, ref Packet packet)
    {
        if ((flags & HasRouting) != 0) return Oddity.NotIp;
        var length = 4 + ((flags & HasChecksum) != 0 ? 4 : 0) + ((flags & HasKey) != 0 ? 4 : 0) + ((flags & HasSequence) != 0 ? 4 : 0);
        if (layer.Length < length) return Oddity.TruncatedHeader;
        layer = layer.Enter(length);
        switch (type)
        {
            // ERSPAN I has no header of its own and no GRE sequence number; II has both.
            case Erspan: return PeelMirrored(layer, (flags & HasSequence) != 0 ? 8 : 0, ref packet);
            case Erspan3: return PeelMirrored(layer, layer.Length >= 12 && (layer[11] & 1) != 0 ? 20 : 12, ref packet);
            // WCCPv2 puts a redirect header before the packet, v1 does not.
            case Wccp when layer.Length > 4: return IpPayload.PeelByVersion(layer[0] >> 4 == 4 ? layer : layer.Skip(4), ref packet);
            case >= FirstAruba and <= LastAruba: return Ieee80211.Peel(layer, ref packet);
            case <= 1500: return Oddity.NotIp;
            default: return EtherType.Peel(type, layer, ref packet);
        }
    }

    private static Oddity PeelMirrored(Layer layer, int header, ref Packet packet) =>
        layer.Length < header ? Oddity.TruncatedHeader : Ethernet.Peel(layer.Skip(header), ref packet);

    private static Oddity PeelPptp(int flags, Layer layer, ref Packet packet)
    {
        // Without a sequence number it is a bare acknowledgement.
        if ((flags & HasSequence) == 0) return Oddity.NotIp;
        var header = (flags & HasAcknowledgement) != 0 ? 16 : 12;
        if (layer.Length < header) return Oddity.TruncatedHeader;
        int length = layer.U16(4);
        layer = layer.Enter(header);
        return PointToPoint.Peel(layer.Clamp(Math.Min(length, layer.WireLength)), ref packet);
    }
}
