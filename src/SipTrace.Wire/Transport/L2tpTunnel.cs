using SipTrace.Wire.Bytes;
using SipTrace.Wire.Link;

namespace SipTrace.Wire.Transport;

/// <summary>L2TP version 2 data messages (RFC 2661 §3.1): <c>T L S O P, version(4 bits) | [length] | tunnel | session | [Ns Nr] |
/// [offset]</c>, then PPP.</summary>
internal static class L2tpTunnel
{
    private const int Control = 0x8000, HasLength = 0x4000, HasSequence = 0x0800, HasOffset = 0x0200, ReservedAndVersion = 0x34ff;

    public static Oddity Peel(Layer layer, ref Packet packet)
    {
        if (layer.Length < 6) return Oddity.UnknownPayload;
        int flags = layer.U16(0);
        if ((flags & Control) != 0 || (flags & ReservedAndVersion) != 2) return Oddity.UnknownPayload;
        var header = 6;
        if ((flags & HasLength) != 0)
        {
            int length = layer.U16(2);
            if (length < 8 || length > layer.WireLength) return Oddity.UnknownPayload;
            layer = layer.Clamp(length);
            header += 2;
        }
        if ((flags & HasSequence) != 0) header += 4;
        if ((flags & HasOffset) != 0)
        {
            if (layer.Length < header + 2) return Oddity.UnknownPayload;
            header += 2 + layer.U16(header);
        }
        if (layer.Length < header) return Oddity.UnknownPayload;
        // Six plain octets are not proof enough to lose a datagram over: what is not IP inside stays as it is.
        return PointToPoint.Peel(layer.Enter(header), ref packet) is var oddity && oddity == Oddity.NotIp ? Oddity.UnknownPayload : oddity;
    }
}
