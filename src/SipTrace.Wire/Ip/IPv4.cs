using SipTrace.Wire.Bytes;

namespace SipTrace.Wire.Ip;

/// <summary>The IPv4 header (RFC 791).</summary>
internal static class IPv4
{
    public const int HeaderLength = 20;

    private const int FragmentMask = 0x3fff, MoreFragments = 0x2000;

    public static Oddity Peel(Layer layer, ref Packet packet)
    {
        if (layer.Depth > Layer.MaximumDepth) return Oddity.TooDeep;
        if (layer.Length < HeaderLength) return Oddity.TruncatedHeader;
        if (layer[0] >> 4 != 4) return Oddity.NotIp;
        int header = (layer[0] & 0x0f) * 4, total = layer.U16(2);
        if (header < HeaderLength) return Oddity.BadLength;
        if (header > layer.Length) return Oddity.TruncatedHeader;
        // Segmentation offload hands frames to the capture before their lengths are known.
        if (total == 0) total = layer.WireLength;
        if (total < header) return Oddity.BadLength;

        packet.Source = Endpoint.FromIPv4(layer.U32(12), 0);
        packet.Destination = Endpoint.FromIPv4(layer.U32(16), 0);
        packet.TimeToLive = layer[8];
        packet.Protocol = (IpProtocol)layer[9];
        packet.Identification = layer.U16(4);
        int fragment = layer.U16(6) & FragmentMask;
        var payload = layer.Clamp(total).Skip(header);
        if (fragment == 0) return IpPayload.Peel(payload, ref packet);
        packet.IsFragment = true;
        packet.MoreFragments = (fragment & MoreFragments) != 0;
        packet.FragmentOffset = (fragment & ~MoreFragments) * 8;
        return IpPayload.Leave(payload, ref packet);
    }
}
