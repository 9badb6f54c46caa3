using SipTrace.Wire.Bytes;

namespace SipTrace.Wire.Link;

/// <summary>What an Ethernet type field announces: tags are taken off in a loop, everything else is one more header.</summary>
internal static class EtherType
{
    public const ushort IPv4 = 0x0800, IPv6 = 0x86dd, Bridging = 0x6558, MplsUnicast = 0x8847, ServiceHeader = 0x894f,
        MaximumLength = 1500;

    private const ushort Arp = 0x0806, Vlan = 0x8100, ServiceVlan = 0x88a8, VlanOld1 = 0x9100, VlanOld2 = 0x9200, VnTag = 0x8926,
        CiscoMetadata = 0x8909, MplsMulticast = 0x8848, PppoeDiscovery = 0x8863, PppoeSession = 0x8864, Ppp = 0x880b,
        ProviderBackbone = 0x88e7, JumboLlc = 0x8870;

    /// <param name="type">The type, or the length of an 802.3 frame.</param>
    /// <param name="layer">What follows the type field.</param>
    /// <param name="packet">What is left.</param>
    public static Oddity Peel(ushort type, Layer layer, ref Packet packet)
    {
        while (true)
        {
            int tag;
            switch (type)
            {
                case IPv4: return Ip.IPv4.Peel(layer, ref packet);
                case IPv6: return Ip.IPv6.Peel(layer, ref packet);
                case Vlan or ServiceVlan or VlanOld1 or VlanOld2: tag = 2; break;
                case VnTag: tag = 4; break;
                case CiscoMetadata: tag = 6; break;
                case MplsUnicast or MplsMulticast: return Mpls.Peel(layer, ref packet);
                case PppoeSession: return PointToPoint.PeelOverEthernet(layer, ref packet);
                case Ppp: return PointToPoint.Peel(layer, ref packet);
                case Bridging: return Ethernet.Peel(layer.Enter(0), ref packet);
                case ProviderBackbone: return layer.Length < 4 ? Oddity.TruncatedHeader : Ethernet.Peel(layer.Enter(4), ref packet);
                case ServiceHeader: return NetworkServiceHeader.Peel(layer, ref packet);
                case JumboLlc: return LogicalLink.Peel(layer, ref packet);
                case <= MaximumLength: return LogicalLink.Peel(layer.Clamp(Math.Min(type, layer.WireLength)), ref packet);
                default: return Oddity.NotIp;
            }
            if (layer.Length < tag + 2) return Oddity.TruncatedHeader;
            type = layer.U16(tag);
            layer = layer.Skip(tag + 2);
        }
    }

    /// <summary>Whether the type is one that a tunnelled Ethernet frame is likely to have.</summary>
    public static bool IsCommon(ushort type) => type is IPv4 or IPv6 or Arp or Vlan or ServiceVlan or VlanOld1 or MplsUnicast
        or MplsMulticast or PppoeDiscovery or PppoeSession or ProviderBackbone or VnTag;
}
