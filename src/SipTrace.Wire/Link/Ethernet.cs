using SipTrace.Wire.Bytes;

namespace SipTrace.Wire.Link;

/// <summary>IEEE 802.3: destination, source, then <c>type | payload</c>.</summary>
internal static class Ethernet
{
    public const int HeaderLength = 14;

    public static Oddity Peel(Layer layer, ref Packet packet)
    {
        if (layer.Depth > Layer.MaximumDepth) return Oddity.TooDeep;
        if (layer.Length < HeaderLength) return Oddity.TruncatedHeader;
        return EtherType.Peel(layer.U16(12), layer.Skip(HeaderLength), ref packet);
    }

    /// <summary>Whether bytes that are not labelled as such begin with an Ethernet header: the type is one that networks use.</summary>
    public static bool IsPlausible(ReadOnlySpan<byte> bytes) =>
        bytes.Length >= HeaderLength && EtherType.IsCommon((ushort)(bytes[12] << 8 | bytes[13]));
}
