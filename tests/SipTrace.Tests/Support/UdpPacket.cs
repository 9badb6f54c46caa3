using System.Buffers.Binary;
using System.Net;

namespace SipTrace.Tests.Support;

/// <summary>UDP in IPv4, without checksums.</summary>
internal static class UdpPacket
{
    public static byte[] Of(string from, string to, byte[] payload)
    {
        var (source, destination) = (IPEndPoint.Parse(from), IPEndPoint.Parse(to));
        var packet = new byte[28 + payload.Length];
        packet[0] = 0x45;
        BinaryPrimitives.WriteUInt16BigEndian(packet.AsSpan(2), (ushort)packet.Length);
        packet[8] = 64;
        packet[9] = 17;
        source.Address.GetAddressBytes().CopyTo(packet, 12);
        destination.Address.GetAddressBytes().CopyTo(packet, 16);
        BinaryPrimitives.WriteUInt16BigEndian(packet.AsSpan(20), (ushort)source.Port);
        BinaryPrimitives.WriteUInt16BigEndian(packet.AsSpan(22), (ushort)destination.Port);
        BinaryPrimitives.WriteUInt16BigEndian(packet.AsSpan(24), (ushort)(8 + payload.Length));
        payload.CopyTo(packet, 28);
        return packet;
    }

    /// <summary>The same in an Ethernet frame.</summary>
    public static byte[] InEthernet(string from, string to, byte[] payload) => [.. new byte[12], 8, 0, .. Of(from, to, payload)];
}
