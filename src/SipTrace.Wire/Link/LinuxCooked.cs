using SipTrace.Wire.Bytes;

namespace SipTrace.Wire.Link;

/// <summary>Linux cooked captures: SLL has the Ethernet type at octet 14 of 16, SLL2 at octet 0 of 20.</summary>
internal static class LinuxCooked
{
    private const ushort Netlink = 824, Llc = 4;

    public static Oddity PeelVersion1(Layer layer, ref Packet packet)
    {
        if (layer.Length < 16) return Oddity.TruncatedHeader;
        return Peel(layer.U16(2), layer.U16(14), layer.Skip(16), ref packet);
    }

    public static Oddity PeelVersion2(Layer layer, ref Packet packet)
    {
        if (layer.Length < 20) return Oddity.TruncatedHeader;
        return Peel(layer.U16(8), layer.U16(0), layer.Skip(20), ref packet);
    }

    private static Oddity Peel(ushort hardware, ushort type, Layer layer, ref Packet packet)
    {
        if (hardware == Netlink) return Oddity.NotIp;
        if (type == Llc) return LogicalLink.Peel(layer, ref packet);
        return type <= EtherType.MaximumLength ? Oddity.NotIp : EtherType.Peel(type, layer, ref packet);
    }
}
