using SipTrace.Wire.Bytes;
using SipTrace.Wire.Ip;
using SipTrace.Wire.Link;

namespace SipTrace.Wire.Transport;

/// <summary>GTP-U (3GPP TS 29.281 §5): <c>version 1, PT, E, S, PN | type FF = G-PDU | length(2) | TEID(4)</c>, optional fields,
/// extension headers.</summary>
internal static class GtpTunnel
{
    private const int HeaderLength = 8, OptionalLength = 4;

    public static Oddity Peel(Layer payload, ref Packet packet)
    {
        // Version 1, protocol type GTP, the spare bit zero; and only user traffic has a packet inside.
        if (payload.Length < HeaderLength || (payload[0] & 0xf8) != 0x30 || payload[1] != 0xff) return Oddity.UnknownPayload;
        int length = payload.U16(2);
        if (length + HeaderLength > payload.WireLength) return Oddity.UnknownPayload;
        var flags = payload[0] & 0x07;
        var layer = payload.Clamp(length + HeaderLength).Skip(HeaderLength);
        if (flags != 0)
        {
            if (layer.Length < OptionalLength) return Oddity.UnknownPayload;
            var next = (flags & 0x04) != 0 ? layer[3] : 0;
            layer = layer.Skip(OptionalLength);
            while (next != 0)
            {
                // Length in words, then content, then the type of the next one.
                var extension = layer.Length > 0 ? layer[0] * 4 : 0;
                if (extension == 0 || extension > layer.Length) return Oddity.UnknownPayload;
                next = layer[extension - 1];
                layer = layer.Skip(extension);
            }
        }
        if (IpPayload.IsPlausible(layer)) return IpPayload.PeelByVersion(layer.Enter(0), ref packet);
        return Ethernet.IsPlausible(layer.Bytes) ? Ethernet.Peel(layer.Enter(0), ref packet) : Oddity.UnknownPayload;
    }
}
