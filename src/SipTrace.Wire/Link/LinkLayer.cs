using SipTrace.Wire.Bytes;
using SipTrace.Wire.Ip;

namespace SipTrace.Wire.Link;

/// <summary>Where a frame begins: one case for each link type.</summary>
internal static class LinkLayer
{
    public static Oddity Peel(LinkType type, Layer layer, ref Packet packet)
    {
        switch (type)
        {
            case LinkType.Ethernet: return Ethernet.Peel(layer, ref packet);
            case LinkType.LinuxSll: return LinuxCooked.PeelVersion1(layer, ref packet);
            case LinkType.LinuxSll2: return LinuxCooked.PeelVersion2(layer, ref packet);
            case LinkType.Null or LinkType.Loop: return Loopback.Peel(layer, ref packet);
            case LinkType.Raw or LinkType.RawBsd or LinkType.RawOpenBsd: return IpPayload.PeelByVersion(layer, ref packet);
            case LinkType.IPv4: return IPv4.Peel(layer, ref packet);
            case LinkType.IPv6: return IPv6.Peel(layer, ref packet);
            case LinkType.Ppp or LinkType.PppHdlc or LinkType.CiscoHdlc: return PointToPoint.PeelHdlc(layer, ref packet);
            case LinkType.PppEther: return PointToPoint.PeelOverEthernet(layer, ref packet);
            case LinkType.Ieee80211: return Ieee80211.Peel(layer, ref packet);
            case LinkType.Radiotap: return Radiotap.Peel(layer, ref packet);
            case LinkType.NfLog: return NetfilterLog.Peel(layer, ref packet);
            default: return Oddity.UnknownLinkType;
        }
    }
}
