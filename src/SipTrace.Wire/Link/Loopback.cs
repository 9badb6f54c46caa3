using System.Buffers.Binary;
using SipTrace.Wire.Bytes;
using SipTrace.Wire.Ip;

namespace SipTrace.Wire.Link;

/// <summary>BSD loopback: an address family in 4 octets of either byte order. AF_INET is 2 everywhere, AF_INET6 differs by
/// system.</summary>
internal static class Loopback
{
    public static Oddity Peel(Layer layer, ref Packet packet)
    {
        if (layer.Length < 4) return Oddity.TruncatedHeader;
        var family = layer.U32(0);
        if (family > 0xffff) family = BinaryPrimitives.ReverseEndianness(family);
        switch (family)
        {
            case 2: return IPv4.Peel(layer.Skip(4), ref packet);
            case 10 or 24 or 28 or 30: return IPv6.Peel(layer.Skip(4), ref packet);
            default: return Oddity.NotIp;
        }
    }
}
