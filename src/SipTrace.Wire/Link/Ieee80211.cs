using SipTrace.Wire.Bytes;

namespace SipTrace.Wire.Link;

/// <summary>IEEE 802.11 data frames: <c>frame control(2) duration(2) three or four addresses, QoS and HT control where
/// announced</c>, then LLC.</summary>
internal static class Ieee80211
{
    private const byte TypeMask = 0x0f, TypeOfData = 0x08, NoData = 0x40, QualityOfService = 0x80;
    private const byte BothDistribution = 0x03, MoreFragments = 0x04, Protected = 0x40, HasHtControl = 0x80;
    private const byte Aggregated = 0x80;

    public static Oddity Peel(Layer layer, ref Packet packet) => Peel(layer, 1, ref packet);

    /// <param name="layer">The frame, without its FCS.</param>
    /// <param name="alignment">To what the header is padded: 4 where the capturing driver says so, else 1.</param>
    /// <param name="packet">What is left.</param>
    public static Oddity Peel(Layer layer, int alignment, ref Packet packet)
    {
        if (layer.Length < 24) return Oddity.TruncatedHeader;
        byte control = layer[0], flags = layer[1];
        if ((control & TypeMask) != TypeOfData || (control & NoData) != 0) return Oddity.NotIp;
        if ((flags & Protected) != 0) return Oddity.EncryptedFrame;
        if ((flags & MoreFragments) != 0 || (layer[22] & 0x0f) != 0) return Oddity.NotIp;

        var length = (flags & BothDistribution) == BothDistribution ? 30 : 24;
        var isAggregated = false;
        if ((control & QualityOfService) != 0)
        {
            if (layer.Length < length + 2) return Oddity.TruncatedHeader;
            isAggregated = (layer[length] & Aggregated) != 0;
            length += (flags & HasHtControl) != 0 ? 6 : 2;
        }
        length = (length + alignment - 1) / alignment * alignment;
        // Of an aggregate the first subframe: destination, source, length, then LLC like the others.
        if (isAggregated) length += Ethernet.HeaderLength;
        return layer.Length < length ? Oddity.TruncatedHeader : LogicalLink.Peel(layer.Skip(length), ref packet);
    }
}
