using SipTrace.Wire.Bytes;
using SipTrace.Wire.Ip;

namespace SipTrace.Wire.Link;

/// <summary>A stack of MPLS labels (RFC 3032), then IP or an Ethernet pseudowire (RFC 4448) with or without its control word.</summary>
internal static class Mpls
{
    private const int LabelLength = 4, ControlWordLength = 4;

    public static Oddity Peel(Layer layer, ref Packet packet)
    {
        bool isBottom;
        do
        {
            if (layer.Length < LabelLength) return Oddity.TruncatedHeader;
            isBottom = (layer[2] & 1) != 0;
            layer = layer.Skip(LabelLength);
        }
        while (!isBottom);

        if (layer.Length < ControlWordLength) return Oddity.TruncatedHeader;
        // Nothing labels what follows, and a MAC address may begin like an IP header: lengths and types must fit.
        if (IpPayload.IsPlausible(layer)) return IpPayload.PeelByVersion(layer, ref packet);
        if (layer[0] >> 4 == 0 && Ethernet.IsPlausible(layer.Bytes[ControlWordLength..]))
            return Ethernet.Peel(layer.Enter(ControlWordLength), ref packet);
        return Ethernet.IsPlausible(layer.Bytes) ? Ethernet.Peel(layer.Enter(0), ref packet) : Oddity.NotIp;
    }
}
