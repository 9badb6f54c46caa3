using System.Buffers.Binary;
using SipTrace.Wire.Bytes;

namespace SipTrace.Wire.Link;

/// <summary>Radiotap, little-endian: <c>version, pad, length(2), present(4)...</c>, then 802.11; its flags say whether FCS and
/// padding are there.</summary>
internal static class Radiotap
{
    private const uint HasTimer = 1, HasFlags = 2, MorePresent = 0x8000_0000;
    private const byte FcsAtEnd = 0x10, HeaderPadded = 0x20;

    public static Oddity Peel(Layer layer, ref Packet packet)
    {
        if (layer.Length < 8) return Oddity.TruncatedHeader;
        int length = BinaryPrimitives.ReadUInt16LittleEndian(layer.Bytes[2..]);
        if (layer[0] != 0 || length < 8) return Oddity.BadLength;
        if (length > layer.Length) return Oddity.TruncatedHeader;
        var flags = FlagsOf(layer.Bytes[..length]);
        layer = layer.Skip(length);
        if ((flags & FcsAtEnd) != 0) layer = layer.Clamp(Math.Max(layer.WireLength - 4, 0));
        return Ieee80211.Peel(layer, (flags & HeaderPadded) != 0 ? 4 : 1, ref packet);
    }

    private static byte FlagsOf(ReadOnlySpan<byte> header)
    {
        var present = BinaryPrimitives.ReadUInt32LittleEndian(header[4..]);
        if ((present & HasFlags) == 0) return 0;
        var at = 8;
        for (var word = present; (word & MorePresent) != 0 && at + 4 <= header.Length; at += 4)
            word = BinaryPrimitives.ReadUInt32LittleEndian(header[at..]);
        if ((present & HasTimer) != 0) at = (at + 7) / 8 * 8 + 8;
        return at < header.Length ? header[at] : (byte)0;
    }
}
