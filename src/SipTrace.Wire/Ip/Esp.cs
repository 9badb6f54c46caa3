using SipTrace.Wire.Bytes;

namespace SipTrace.Wire.Ip;

/// <summary>ESP (RFC 4303) whose NULL encryption (RFC 2410) can be told from its trailer: <c>SPI(4) sequence(4) payload padding
/// length next ICV</c>.</summary>
/// <remarks>Nothing in the header says that the payload is in clear, so lengths (and for TCP the checksum) inside must agree
/// exactly. IMS signalling is often sent so.</remarks>
internal static class Esp
{
    private const int HeaderLength = 8, TrailerLength = 2;

    public static Oddity Peel(Layer layer, ref Packet packet)
    {
        if (layer.Length < HeaderLength + TrailerLength) return Oddity.TruncatedHeader;
        // The trailer is at the end, so a packet that was cut cannot be told.
        if (layer.Length != layer.WireLength) return Oddity.OtherIpProtocol;
        if (TryOpen(layer, 12, out var inner, out var next, packet) || TryOpen(layer, 16, out inner, out next, packet)
            || TryOpen(layer, 0, out inner, out next, packet))
        {
            packet.Protocol = next;
            return IpPayload.Peel(inner, ref packet);
        }
        return Oddity.OtherIpProtocol;
    }

    private static bool TryOpen(Layer layer, int icv, out Layer inner, out IpProtocol next, scoped in Packet packet)
    {
        inner = default;
        next = default;
        var end = layer.Length - icv - TrailerLength;
        if (end < HeaderLength) return false;
        next = (IpProtocol)layer[end + 1];
        int padding = layer[end];
        if (end - padding < HeaderLength) return false;
        for (var i = 1; i <= padding; i++)
        {
            if (layer[end - padding + i - 1] != i) return false;
        }
        inner = layer.Clamp(end - padding).Skip(HeaderLength);
        return IsInClear(inner, next, packet);
    }

    private static bool IsInClear(Layer inner, IpProtocol next, scoped in Packet packet)
    {
        switch (next)
        {
            case IpProtocol.IPv4:
                return inner.Length >= IPv4.HeaderLength && inner[0] is >= 0x45 and <= 0x4f && inner.U16(2) == inner.Length;
            case IpProtocol.IPv6:
                return inner.Length >= IPv6.HeaderLength && inner[0] >> 4 == 6 && inner.U16(4) + IPv6.HeaderLength == inner.Length;
            case IpProtocol.Udp:
                return inner.Length >= 8 && inner.U16(4) == inner.Length;
            case IpProtocol.Tcp:
                return inner.Length >= 20 && inner[12] >> 4 is var words && words >= 5 && words * 4 <= inner.Length
                    && HasRightChecksum(inner.Bytes, IpProtocol.Tcp, packet);
            default:
                return false;
        }
    }

    private static bool HasRightChecksum(ReadOnlySpan<byte> segment, IpProtocol protocol, scoped in Packet packet)
    {
        var sum = (ulong)protocol + (ulong)segment.Length + Words(packet.Source) + Words(packet.Destination);
        for (; segment.Length >= 2; segment = segment[2..]) sum += (ulong)(segment[0] << 8 | segment[1]);
        if (segment.Length == 1) sum += (ulong)segment[0] << 8;
        while (sum >> 16 != 0) sum = (sum & 0xffff) + (sum >> 16);
        return sum == 0xffff;
    }

    private static ulong Words(Endpoint address)
    {
        // The ffff of a mapped IPv4 address is not in the pseudo-header; it is also zero in this sum.
        ulong high = address.AddressHigh, low = address.AddressLow, sum = 0;
        for (var shift = 0; shift < 64; shift += 16) sum += (high >> shift & 0xffff) + (low >> shift & 0xffff);
        return sum;
    }
}
