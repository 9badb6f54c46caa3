using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using SipTrace.Wire.Bytes;
using SipTrace.Wire.Ip;
using SipTrace.Wire.Link;

namespace SipTrace.Wire.Transport;

/// <summary>Tunnels over UDP, known by their port and by a structure that leaves no doubt; any other datagram on those ports stays
/// what it is.</summary>
internal static class UdpTunnel
{
    private const ushort L2tp = 1701, GtpU = 2152, Teredo = 3544, Vxlan = 4789, VxlanGpe = 4790, Gue = 6080,
        Geneve = 6081, VxlanOld = 8472;
    private const uint VxlanFlags = 0x0800_0000;

    /// <summary>Whether a datagram is worth a closer look: cheap, for every media packet is asked.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsPossible(ushort source, ushort destination, ReadOnlySpan<byte> payload) =>
        IsTunnelPort(source) || IsTunnelPort(destination)
        || payload.Length > 4 && BinaryPrimitives.ReadUInt32BigEndian(payload) == VxlanFlags;

    /// <summary>Peels a tunnel. False, and the packet untouched, where the datagram is none.</summary>
    public static bool TryPeel(Layer payload, ref Packet packet, out Oddity oddity)
    {
        var inner = packet;
        inner.TunnelDepth++;
        ushort source = packet.Source.Port, destination = packet.Destination.Port;
        oddity = IsTunnelPort(destination) ? Peel(destination, payload, ref inner)
            : IsTunnelPort(source) ? Peel(source, payload, ref inner)
            : PeelVxlanBeyondDoubt(payload, ref inner);
        if (oddity is not (Oddity.None or Oddity.NotIp or Oddity.OtherIpProtocol or Oddity.TooDeep)) return false;
        packet = inner;
        return true;
    }

    // Every packet is asked, so all eight are compared at once.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool IsTunnelPort(ushort port) =>
        Vector128.EqualsAny(Vector128.Create(Vxlan, VxlanOld, GtpU, Teredo, Geneve, L2tp, VxlanGpe, Gue), Vector128.Create(port));

    /// <summary>UnknownPayload where it is no tunnel.</summary>
    private static Oddity Peel(ushort port, Layer payload, ref Packet packet)
    {
        switch (port)
        {
            case Vxlan or VxlanOld: return PeelVxlan(payload, ref packet);
            case VxlanGpe: return PeelVxlanGpe(payload, ref packet);
            case Geneve: return PeelGeneve(payload, ref packet);
            case GtpU: return GtpTunnel.Peel(payload, ref packet);
            case Teredo: return TeredoTunnel.Peel(payload, ref packet);
            case L2tp: return L2tpTunnel.Peel(payload, ref packet);
            default: return PeelGue(payload, ref packet);
        }
    }

    /// <summary>VXLAN (RFC 7348): <c>flags | reserved or group(3) | VNI(3) | reserved | Ethernet</c>.</summary>
    private static Oddity PeelVxlan(Layer payload, ref Packet packet)
    {
        if (payload.Length < 8 || (payload[0] & 0x08) == 0 || !Ethernet.IsPlausible(payload.Bytes[8..])) return Oddity.UnknownPayload;
        return Ethernet.Peel(payload.Enter(8), ref packet);
    }

    /// <summary>VXLAN on a port that is not its own: all reserved octets zero, and an IP packet inside that fills the datagram
    /// exactly.</summary>
    private static Oddity PeelVxlanBeyondDoubt(Layer payload, ref Packet packet)
    {
        const int inside = 8 + Ethernet.HeaderLength;
        if (payload.Length < inside + IPv4.HeaderLength || payload[7] != 0) return Oddity.UnknownPayload;
        var isExact = payload.U16(20) switch
        {
            EtherType.IPv4 => payload[inside] == 0x45 && payload.U16(inside + 2) + inside == payload.WireLength,
            EtherType.IPv6 => payload[inside] >> 4 == 6 && payload.U16(inside + 4) + IPv6.HeaderLength + inside == payload.WireLength,
            _ => false,
        };
        return isExact ? Ethernet.Peel(payload.Enter(8), ref packet) : Oddity.UnknownPayload;
    }

    /// <summary>VXLAN-GPE: with flag P (04) the fourth octet is the next protocol.</summary>
    private static Oddity PeelVxlanGpe(Layer payload, ref Packet packet)
    {
        if (payload.Length < 8 || (payload[0] & 0xc8) != 0x08) return Oddity.UnknownPayload;
        return (payload[0] & 0x04) == 0 ? PeelVxlan(payload, ref packet)
            : NetworkServiceHeader.PeelNext(payload[3], payload.Enter(8), ref packet);
    }

    /// <summary>Geneve (RFC 8926): <c>version(2 bits) option words(6) | O C reserved(6) | type(2) | VNI(3) | reserved</c>,
    /// options.</summary>
    private static Oddity PeelGeneve(Layer payload, ref Packet packet)
    {
        if (payload.Length < 8 || payload[0] >> 6 != 0 || (payload[1] & 0x3f) != 0 || payload[7] != 0) return Oddity.UnknownPayload;
        var type = payload.U16(2);
        var header = 8 + (payload[0] & 0x3f) * 4;
        if (header > payload.Length || type is not (EtherType.Bridging or EtherType.IPv4 or EtherType.IPv6)) return Oddity.UnknownPayload;
        return EtherType.Peel(type, payload.Enter(header), ref packet);
    }

    /// <summary>GUE: variant 0 <c>C, words(5 bits) | protocol | flags(2)</c>, variant 1 a bare IP packet.</summary>
    private static Oddity PeelGue(Layer payload, ref Packet packet)
    {
        if (payload.Length < 4) return Oddity.UnknownPayload;
        if (payload[0] >> 6 == 1)
            return IpPayload.IsPlausible(payload) ? IpPayload.PeelByVersion(payload.Enter(0), ref packet) : Oddity.UnknownPayload;
        var header = 4 + (payload[0] & 0x1f) * 4;
        if (payload[0] >> 5 != 0 || payload.U16(2) != 0 && header == 4 || header > payload.Length) return Oddity.UnknownPayload;
        packet.Protocol = (IpProtocol)payload[1];
        if (packet.Protocol is not (IpProtocol.IPv4 or IpProtocol.IPv6 or IpProtocol.Gre or IpProtocol.Mpls)) return Oddity.UnknownPayload;
        return IpPayload.Peel(payload.Skip(header), ref packet);
    }
}
