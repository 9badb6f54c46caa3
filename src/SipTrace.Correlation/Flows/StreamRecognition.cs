using System.Buffers.Binary;
using SipTrace.Wire.Sip;
using SipTrace.Wire.WebSocket;

namespace SipTrace.Correlation.Flows;

/// <summary>What a stream is, told from the bytes at the start of a segment or behind the last message. Never from its port.</summary>
internal static class StreamRecognition
{
    /// <summary>With fewer octets than this, what is not recognised may become something.</summary>
    private const int Enough = 20;

    private const int MaximumHttpHeader = 16 * 1024;

    /// <summary>True where the kind is certain.</summary>
    /// <param name="stream">The bytes from where a message should begin; not empty.</param>
    /// <param name="kind">The kind.</param>
    /// <param name="mayBecome">Where it is not certain: whether more octets may make it so.</param>
    public static bool TryRecognise(ReadOnlySpan<byte> stream, out StreamKind kind, out bool mayBecome)
    {
        mayBecome = false;
        kind = StreamKind.Sip;
        var sip = SipText.FrameLength(stream);
        if (sip > 0 || sip == 0 && SipText.LooksLikeSip(stream)) return true;
        kind = StreamKind.Tls;
        if (StreamFraming.Tls(stream) > 0) return true;
        kind = StreamKind.Stun;
        if (StreamFraming.Stun(stream) > 0) return true;
        kind = StreamKind.Hep;
        if (StreamFraming.Hep(stream) > 0) return true;
        kind = StreamKind.Framed;
        if (IsFramed(stream)) return true;
        kind = StreamKind.ChannelData;
        if (IsChannelData(stream)) return true;
        kind = StreamKind.WebSocket;
        if (IsSipOverWebSocket(stream)) return true;
        mayBecome = sip == 0 || stream.Length < Enough;
        return false;
    }

    /// <summary>Whether a stream begins with an HTTP header that opens a WebSocket, as either side sends it (RFC 6455 §4).</summary>
    /// <param name="stream">The bytes from where a message should begin.</param>
    /// <param name="length">Octets of the HTTP header; 0 where more must come; -1 where it is none, or opens something else.</param>
    public static bool IsUpgrade(ReadOnlySpan<byte> stream, out int length)
    {
        length = -1;
        if (!stream.StartsWith("GET "u8) && !stream.StartsWith("HTTP/1.1 101"u8)) return false;
        var end = stream.IndexOf("\r\n\r\n"u8);
        if (end < 0)
        {
            if (stream.Length < MaximumHttpHeader) length = 0;
            return false;
        }
        var header = stream[..end];
        if (header.IndexOf("ebsocket"u8) < 0 && header.IndexOf("ebSocket"u8) < 0) return false;
        length = end + 4;
        return true;
    }

    /// <summary>A length followed by STUN or DTLS that fills it, or by RTP that fills both it and the segment.</summary>
    private static bool IsFramed(ReadOnlySpan<byte> stream)
    {
        var total = StreamFraming.Framed(stream);
        if (total < StreamFraming.FramedHeader + 12 || stream.Length < StreamFraming.FramedHeader + 12) return false;
        var packet = stream[StreamFraming.FramedHeader..];
        var length = total - StreamFraming.FramedHeader;
        if (StreamFraming.Stun(packet) == length) return true;
        if (packet[0] is >= 20 and <= 63)
        {
            const int dtlsHeader = 13;
            return packet.Length >= dtlsHeader && packet[1] == 0xfe && packet[2] is 0xfd or 0xff
                && BinaryPrimitives.ReadUInt16BigEndian(packet[11..]) + dtlsHeader <= length;
        }
        return total == stream.Length && packet[0] >> 6 == 2;
    }

    /// <summary>Joined in the middle: the padded length fills the segment, and inside is what media is.</summary>
    private static bool IsChannelData(ReadOnlySpan<byte> stream) =>
        StreamFraming.ChannelData(stream) == stream.Length && stream.Length >= StreamFraming.ChannelHeader + 12
        && stream[StreamFraming.ChannelHeader] is <= 1 or >= 20 and <= 63 or >= 128 and <= 191;

    /// <summary>Joined after the upgrade: a whole text or binary frame with SIP in it.</summary>
    private static bool IsSipOverWebSocket(ReadOnlySpan<byte> stream)
    {
        if (stream[0] is not (0x81 or 0x82) || !WebSocketFrame.TryParse(stream, out var frame)) return false;
        Span<byte> start = stackalloc byte[256];
        return SipText.LooksLikeSip(start[..frame.CopyPayloadTo(start)], isCut: true);
    }
}
