using SipTrace.Wire.Bytes;

namespace SipTrace.Wire.Ip;

/// <summary>The IPv6 header (RFC 8200 §3).</summary>
internal static class IPv6
{
    public const int HeaderLength = 40;

    public static Oddity Peel(Layer layer, ref Packet packet)
    {
        if (layer.Depth > Layer.MaximumDepth) return Oddity.TooDeep;
        if (layer.Length < HeaderLength) return Oddity.TruncatedHeader;
        if (layer[0] >> 4 != 6) return Oddity.NotIp;
        packet.Source = Endpoint.From(layer.Bytes.Slice(8, 16), 0);
        packet.Destination = Endpoint.From(layer.Bytes.Slice(24, 16), 0);
        packet.TimeToLive = layer[7];
        packet.Protocol = (IpProtocol)layer[6];
        int length = layer.U16(4);
        layer = layer.Skip(HeaderLength);
        // Zero is a jumbogram (RFC 2675) or a frame captured before segmentation.
        return IpPayload.Peel(length == 0 ? layer : layer.Clamp(length), ref packet);
    }
}
