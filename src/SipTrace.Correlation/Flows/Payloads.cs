using System.Runtime.CompilerServices;
using SipTrace.Wire.Rtp;
using SipTrace.Wire.Sip;
using SipTrace.Wire.Stun;
using SipTrace.Wire.Tls;

namespace SipTrace.Correlation.Flows;

/// <summary>Tells protocols that share ports apart by their first octets (RFC 7983). Content decides, never the port.</summary>
public static class Payloads
{
    private const int RtpHeaderLength = RtpPacket.HeaderLength;

    /// <summary>
    /// The kind of a datagram's payload of <paramref name="wireLength"/> octets, of which the capture holds <paramref name="payload"/>.
    /// </summary>
    public static PayloadKind KindOf(ReadOnlySpan<byte> payload, int wireLength)
    {
        if (LooksLikeRtp(payload)) return PayloadKind.Rtp;
        if (payload.Length <= 4 && IsKeepAlive(payload, wireLength)) return PayloadKind.KeepAlive;
        if (payload.IsEmpty) return PayloadKind.Unknown;
        return payload[0] switch
        {
            < 4 => StunMessage.TryParse(payload, wireLength, out _) ? PayloadKind.Stun : PayloadKind.Unknown,
            >= 20 and <= 25 => DtlsRecord.LooksLikeDtls(payload, wireLength) ? PayloadKind.Dtls : PayloadKind.Unknown,
            >= 128 and < 192 => KindOfVersion2(payload, wireLength),
            _ => KindOfText(payload, wireLength),
        };
    }

    /// <summary>Whether it could be RTP beyond confusion with RTCP: version 2, and a second octet outside of RTCP's. Most of all packets are.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool LooksLikeRtp(ReadOnlySpan<byte> payload) =>
        payload.Length >= RtpHeaderLength && payload[0] >> 6 == 2 && payload[1] is < 192 or > 223;

    /// <summary>The kind of a whole datagram's payload.</summary>
    public static PayloadKind KindOf(ReadOnlySpan<byte> payload) => KindOf(payload, payload.Length);

    private static PayloadKind KindOfVersion2(ReadOnlySpan<byte> payload, int wireLength)
    {
        if (RtcpReader.LooksLikeRtcp(payload, wireLength)) return PayloadKind.Rtcp;
        return payload.Length >= RtpHeaderLength ? PayloadKind.Rtp : PayloadKind.Unknown;
    }

    private static PayloadKind KindOfText(ReadOnlySpan<byte> payload, int wireLength)
    {
        if (payload.StartsWith("HEP3"u8) || payload.StartsWith("EEP3"u8)) return PayloadKind.Hep;
        if (SipText.LooksLikeSip(payload, wireLength > payload.Length)) return PayloadKind.Sip;
        return ChannelData.TryParse(payload, wireLength, out _) ? PayloadKind.ChannelData
            : payload.IndexOfAnyExcept((byte)'\r', (byte)'\n') < 0 ? PayloadKind.KeepAlive
            : PayloadKind.Unknown;
    }

    private static bool IsKeepAlive(ReadOnlySpan<byte> payload, int wireLength) =>
        payload.Length == wireLength
        && (payload.Length < 2 || payload is [0, 0, 0, 0] || payload.IndexOfAnyExcept((byte)'\r', (byte)'\n') < 0);
}
