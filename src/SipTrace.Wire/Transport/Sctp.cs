using SipTrace.Wire.Bytes;
using SipTrace.Wire.Ip;

namespace SipTrace.Wire.Transport;

/// <summary>The SCTP common header (RFC 9260 §3.1): ports, verification tag, checksum; the chunks stay.</summary>
internal static class Sctp
{
    public const int HeaderLength = 12;

    public static Oddity Peel(Layer layer, ref Packet packet)
    {
        if (layer.Length < HeaderLength) return Oddity.TruncatedHeader;
        packet.Source = packet.Source.WithPort(layer.U16(0));
        packet.Destination = packet.Destination.WithPort(layer.U16(2));
        return IpPayload.Leave(layer.Skip(HeaderLength), ref packet);
    }
}
