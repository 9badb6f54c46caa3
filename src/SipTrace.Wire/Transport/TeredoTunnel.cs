using SipTrace.Wire.Bytes;
using SipTrace.Wire.Ip;

namespace SipTrace.Wire.Transport;

/// <summary>Teredo (RFC 4380 §5.1.1): an authentication and an origin indication, each optional, then IPv6.</summary>
internal static class TeredoTunnel
{
    private const int OriginLength = 8, AuthenticationLength = 13;

    public static Oddity Peel(Layer layer, ref Packet packet)
    {
        if (layer.Length >= 4 && layer.U16(0) == 1)
        {
            // 00 01, lengths of client id and value, both, an 8-octet nonce, the confirmation octet.
            var header = AuthenticationLength + layer[2] + layer[3];
            if (header > layer.Length) return Oddity.UnknownPayload;
            layer = layer.Skip(header);
        }
        if (layer.Length >= OriginLength && layer.U16(0) == 0) layer = layer.Skip(OriginLength);
        if (layer.Length == 0 || layer[0] >> 4 != 6 || !IpPayload.IsPlausible(layer)) return Oddity.UnknownPayload;
        return IPv6.Peel(layer.Enter(0), ref packet);
    }
}
