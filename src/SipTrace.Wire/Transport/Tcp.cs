using SipTrace.Wire.Bytes;

namespace SipTrace.Wire.Transport;

/// <summary>The TCP header (RFC 9293 §3.1).</summary>
internal static class Tcp
{
    public const int HeaderLength = 20;

    public static Oddity Peel(Layer layer, ref Packet packet)
    {
        if (layer.Length < HeaderLength) return Oddity.TruncatedHeader;
        var length = (layer[12] >> 4) * 4;
        if (length < HeaderLength || length > layer.WireLength) return Oddity.BadLength;
        packet.Source = packet.Source.WithPort(layer.U16(0));
        packet.Destination = packet.Destination.WithPort(layer.U16(2));
        packet.Sequence = layer.U32(4);
        packet.Flags = (TcpFlags)layer[13];
        // The snaplen may have cut the options; the sequence still counts what followed.
        packet.Payload = length <= layer.Length ? layer.Bytes[length..] : default;
        packet.WireLength = layer.WireLength - length;
        return Oddity.None;
    }
}
