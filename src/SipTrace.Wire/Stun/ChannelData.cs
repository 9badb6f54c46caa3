using System.Buffers.Binary;

namespace SipTrace.Wire.Stun;

/// <summary>
/// A TURN ChannelData message (RFC 8656 §12.4): <c>channel u16 | length u16 | data</c>, padded to 4 on TCP and TLS, at will on UDP.
/// </summary>
/// <remarks>Its form proves little: whether it is TURN at all is for those to say who have seen the allocation or the
/// ChannelBind.</remarks>
public readonly ref struct ChannelData
{
    /// <summary>Octets before the data.</summary>
    public const int HeaderLength = 4;

    /// <summary>The lowest channel number.</summary>
    public const ushort MinChannel = 0x4000;

    /// <summary>The highest channel number of RFC 5766; RFC 8656 ends at 0x4fff.</summary>
    public const ushort MaxChannel = 0x7fff;

    private ChannelData(ushort channel, int length, ReadOnlySpan<byte> data)
    {
        Channel = channel;
        Length = length;
        Data = data;
    }

    /// <summary>The channel number.</summary>
    public ushort Channel { get; }

    /// <summary>Octets of data on the wire, without padding.</summary>
    public int Length { get; }

    /// <summary>The data; shorter than <see cref="Length"/> where the capture cut it.</summary>
    public ReadOnlySpan<byte> Data { get; }

    /// <summary>
    /// Reads a datagram of <paramref name="wireLength"/> octets: the data must fill it, up to 3 octets of padding apart.
    /// </summary>
    public static bool TryParse(ReadOnlySpan<byte> captured, int wireLength, out ChannelData message)
    {
        message = default;
        if (!TryReadHeader(captured, out var channel, out var length)) return false;
        var left = Math.Max(wireLength, captured.Length) - HeaderLength - length;
        if (left is < 0 or > 3 || (left > 0 && (HeaderLength + length + left) % 4 != 0)) return false;
        message = new ChannelData(channel, length, captured[HeaderLength..Math.Min(captured.Length, HeaderLength + length)]);
        return true;
    }

    /// <summary>Tells how long the message at the start of a TCP stream is, padding included. False where none begins there.</summary>
    public static bool TryMeasure(ReadOnlySpan<byte> stream, out int length)
    {
        var isChannel = TryReadHeader(stream, out _, out var dataLength);
        length = isChannel ? HeaderLength + ((dataLength + 3) & ~3) : 0;
        return isChannel;
    }

    private static bool TryReadHeader(ReadOnlySpan<byte> bytes, out ushort channel, out int length)
    {
        channel = 0;
        length = 0;
        if (bytes.Length < HeaderLength) return false;
        channel = BinaryPrimitives.ReadUInt16BigEndian(bytes);
        length = BinaryPrimitives.ReadUInt16BigEndian(bytes[2..]);
        return channel is >= MinChannel and <= MaxChannel;
    }
}
