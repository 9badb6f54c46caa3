using SipTrace.Wire.Bytes;
using SipTrace.Wire.Ip;

namespace SipTrace.Wire.Link;

/// <summary>IEEE 802.2: <c>DSAP SSAP control</c>, and for AA AA 03 the SNAP header <c>OUI(3) type(2)</c> (RFC 1042).</summary>
internal static class LogicalLink
{
    private const uint Snap = 0xaaaa03, InternetProtocol = 0x060603;
    private const uint EncapsulatedEthernet = 0x000000, BridgeTunnel = 0x0000f8, Bridged = 0x0080c2;

    public static Oddity Peel(Layer layer, ref Packet packet)
    {
        if (layer.Depth > Layer.MaximumDepth) return Oddity.TooDeep;
        if (layer.Length < 4) return Oddity.TruncatedHeader;
        var header = layer.U32(0) >> 8;
        if (header == InternetProtocol) return IpPayload.PeelByVersion(layer.Skip(3), ref packet);
        if (header != Snap) return Oddity.NotIp;
        if (layer.Length < 8) return Oddity.TruncatedHeader;
        var type = layer.U16(6);
        switch (layer.U32(3) >> 8)
        {
            // A length here would nest LLC in LLC, which no network does.
            case EncapsulatedEthernet or BridgeTunnel when type > EtherType.MaximumLength:
                return EtherType.Peel(type, layer.Enter(8), ref packet);
            case Bridged when type is 1 or 7: return Ethernet.Peel(layer.Enter(8), ref packet);
            default: return Oddity.NotIp;
        }
    }
}
