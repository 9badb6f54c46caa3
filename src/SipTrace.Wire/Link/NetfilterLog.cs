using System.Buffers.Binary;
using SipTrace.Wire.Bytes;
using SipTrace.Wire.Ip;

namespace SipTrace.Wire.Link;

/// <summary>Linux NFLOG: <c>family, version, resource(2)</c>, then TLVs <c>length(2) type(2)</c> in the capturing host's byte
/// order, padded to 4.</summary>
internal static class NetfilterLog
{
    private const int TypeOfPayload = 9;

    public static Oddity Peel(Layer layer, ref Packet packet)
    {
        if (layer.Length < 4) return Oddity.TruncatedHeader;
        layer = layer.Skip(4);
        while (layer.Length >= 4)
        {
            // Types are small numbers: the zero octet tells the byte order.
            var isLittleEndian = layer[3] == 0;
            int length = Read(layer.Bytes, isLittleEndian), type = Read(layer.Bytes[2..], isLittleEndian);
            if (length < 4) return Oddity.BadLength;
            if (type == TypeOfPayload) return IpPayload.PeelByVersion(layer.Clamp(length).Skip(4), ref packet);
            length = (length + 3) / 4 * 4;
            if (length > layer.Length) return Oddity.TruncatedHeader;
            layer = layer.Skip(length);
        }
        return Oddity.NotIp;
    }

    private static int Read(ReadOnlySpan<byte> bytes, bool isLittleEndian) =>
        isLittleEndian ? BinaryPrimitives.ReadUInt16LittleEndian(bytes) : BinaryPrimitives.ReadUInt16BigEndian(bytes);
}
