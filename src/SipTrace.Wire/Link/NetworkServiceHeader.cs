using SipTrace.Wire.Bytes;

namespace SipTrace.Wire.Link;

/// <summary>NSH (RFC 8300): <c>version, flags, TTL, length in words | MD type | next protocol | ...</c></summary>
internal static class NetworkServiceHeader
{
    public static Oddity Peel(Layer layer, ref Packet packet)
    {
        if (layer.Length < 8) return Oddity.TruncatedHeader;
        var length = (layer[1] & 0x3f) * 4;
        if (length < 8) return Oddity.BadLength;
        if (length > layer.Length) return Oddity.TruncatedHeader;
        return PeelNext(layer[3], layer.Skip(length), ref packet);
    }

    /// <summary>What an NSH "next protocol" announces; VXLAN-GPE has the same numbers.</summary>
    public static Oddity PeelNext(byte protocol, Layer layer, ref Packet packet)
    {
        ushort type;
        switch (protocol)
        {
            case 1: type = EtherType.IPv4; break;
            case 2: type = EtherType.IPv6; break;
            case 3: type = EtherType.Bridging; break;
            case 4: type = EtherType.ServiceHeader; break;
            case 5: type = EtherType.MplsUnicast; break;
            default: return Oddity.NotIp;
        }
        return layer.Depth > Layer.MaximumDepth ? Oddity.TooDeep : EtherType.Peel(type, layer.Enter(0), ref packet);
    }
}
