using System.Buffers.Binary;

namespace SipTrace.Wire.Rtp;

/// <summary>Walks the packets of a compound RTCP datagram (RFC 3550 §6.1); for use with <c>foreach</c>.</summary>
/// <remarks>
/// SRTCP leaves only the first 8 octets in clear (RFC 3711 §3.4) and adds an index and a tag at the end: then the lengths do not add up,
/// <see cref="IsEncrypted"/> is true, and only the first packet's type and SSRC mean something: the reader yields nothing else.
/// </remarks>
public ref struct RtcpReader
{
    private ReadOnlySpan<byte> rest;

    private RtcpReader(ReadOnlySpan<byte> datagram, bool isEncrypted)
    {
        rest = isEncrypted ? datagram[..RtcpPacket.HeaderLength] : datagram;
        IsEncrypted = isEncrypted;
    }

    /// <summary>Whether it is SRTCP.</summary>
    public bool IsEncrypted { get; }

    /// <summary>The packet that the last <see cref="MoveNext"/> found.</summary>
    public RtcpPacket Current { get; private set; }

    /// <summary>Whether the octets could begin an RTCP datagram: version 2, a registered type, a length that fits.</summary>
    public static bool LooksLikeRtcp(ReadOnlySpan<byte> captured, int wireLength)
    {
        if (captured.Length < RtcpPacket.HeaderLength || captured[0] >> 6 != 2) return false;
        if (captured[1] is not ((>= 192 and <= 195) or (>= 200 and <= 210))) return false;
        return 4 + 4 * BinaryPrimitives.ReadUInt16BigEndian(captured[2..]) <= Math.Max(wireLength, captured.Length);
    }

    /// <summary>
    /// Begins to read a datagram of <paramref name="wireLength"/> octets, of which the capture holds <paramref name="captured"/>.
    /// </summary>
    public static bool TryRead(ReadOnlySpan<byte> captured, int wireLength, out RtcpReader reader)
    {
        reader = default;
        if (!LooksLikeRtcp(captured, wireLength)) return false;
        reader = new RtcpReader(captured, captured.Length >= wireLength && !AddsUp(captured));
        return true;
    }

    /// <summary>Begins to read a whole datagram.</summary>
    public static bool TryRead(ReadOnlySpan<byte> datagram, out RtcpReader reader) => TryRead(datagram, datagram.Length, out reader);

    /// <summary>Goes to the next packet. False at the end, and where the capture cut one.</summary>
    public bool MoveNext()
    {
        if (rest.Length < 4 || rest[0] >> 6 != 2) return false;
        var length = IsEncrypted ? rest.Length : 4 + 4 * BinaryPrimitives.ReadUInt16BigEndian(rest[2..]);
        if (length > rest.Length) return false;
        Current = new RtcpPacket(rest[..length]);
        rest = rest[length..];
        return true;
    }

    /// <summary>The reader itself, as <c>foreach</c> asks for.</summary>
    public readonly RtcpReader GetEnumerator() => this;

    private static bool AddsUp(ReadOnlySpan<byte> datagram)
    {
        while (datagram.Length >= 4 && datagram[0] >> 6 == 2 && datagram[1] is >= 192 and <= 223)
        {
            var length = 4 + 4 * BinaryPrimitives.ReadUInt16BigEndian(datagram[2..]);
            if (length > datagram.Length) return false;
            datagram = datagram[length..];
        }
        return datagram.IsEmpty;
    }
}
