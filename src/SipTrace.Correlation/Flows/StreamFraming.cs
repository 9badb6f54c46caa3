using System.Buffers.Binary;

namespace SipTrace.Correlation.Flows;

/// <summary>Length of the unit that a stream begins with, by the header of each binary protocol.</summary>
/// <remarks>Each function returns the octets the unit takes, which may be more than there are; 0 where its header is not complete;
/// -1 where it is none.</remarks>
internal static class StreamFraming
{
    public const int TlsHeader = 5, StunHeader = 20, ChannelHeader = 4, FramedHeader = 2, HepHeader = 6;

    private const int MaximumTlsRecord = 16384 + 2048;
    private const uint StunCookie = 0x2112a442;

    /// <summary>RFC 8446 §5.1: <c>type(14..18) | version 03 xx | length(2)</c>.</summary>
    public static int Tls(ReadOnlySpan<byte> stream)
    {
        if (stream[0] is < 20 or > 24) return -1;
        if (stream.Length < TlsHeader) return 0;
        var length = BinaryPrimitives.ReadUInt16BigEndian(stream[3..]);
        return stream[1] == 3 && stream[2] <= 4 && length is > 0 and <= MaximumTlsRecord ? TlsHeader + length : -1;
    }

    /// <summary>RFC 8489 §5, with the magic cookie.</summary>
    public static int Stun(ReadOnlySpan<byte> stream)
    {
        if (stream[0] > 3) return -1;
        if (stream.Length < StunHeader) return 0;
        var length = BinaryPrimitives.ReadUInt16BigEndian(stream[2..]);
        return BinaryPrimitives.ReadUInt32BigEndian(stream[4..]) == StunCookie && length % 4 == 0 ? StunHeader + length : -1;
    }

    /// <summary>RFC 8656 §12.4: <c>channel 4000..4FFF | length(2)</c>, padded to 4 over TCP.</summary>
    public static int ChannelData(ReadOnlySpan<byte> stream)
    {
        if (stream[0] >> 4 != 4) return -1;
        if (stream.Length < ChannelHeader) return 0;
        return ChannelHeader + (BinaryPrimitives.ReadUInt16BigEndian(stream[2..]) + 3) / 4 * 4;
    }

    /// <summary>Octets behind ChannelData that only pad it.</summary>
    public static int ChannelPadding(ReadOnlySpan<byte> stream) => -BinaryPrimitives.ReadUInt16BigEndian(stream[2..]) & 3;

    /// <summary>RFC 4571: <c>length(2)</c>, then a packet that RFC 7983 knows.</summary>
    public static int Framed(ReadOnlySpan<byte> stream)
    {
        if (stream.Length <= FramedHeader) return 0;
        var length = BinaryPrimitives.ReadUInt16BigEndian(stream);
        return length == 0 || stream[FramedHeader] is <= 3 or >= 20 and <= 63 or >= 128 and <= 191 ? FramedHeader + length : -1;
    }

    /// <summary>HEP3: <c>"HEP3" | total length(2)</c>.</summary>
    public static int Hep(ReadOnlySpan<byte> stream)
    {
        if (stream.Length < HepHeader) return 0;
        if (!stream.StartsWith("HEP3"u8) && !stream.StartsWith("EEP3"u8)) return -1;
        var length = BinaryPrimitives.ReadUInt16BigEndian(stream[4..]);
        return length >= HepHeader ? length : -1;
    }
}
