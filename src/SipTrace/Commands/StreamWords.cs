using System.Globalization;
using SipTrace.Correlation.Media;
using SipTrace.Correlation.Rtp;
using SipTrace.Wire.Tls;

namespace SipTrace.Commands;

/// <summary>The words of the command line and of JSON for what the model knows of streams.</summary>
internal static class StreamWords
{
    /// <summary>An SSRC: <c>0x1a2b3c4d</c>.</summary>
    public static string Ssrc(uint ssrc) => string.Create(CultureInfo.InvariantCulture, $"0x{ssrc:x8}");

    /// <summary>By what a stream belongs to its call; null for none.</summary>
    public static string? Of(StreamBelonging by) => by switch
    {
        StreamBelonging.Sdp => "sdp",
        StreamBelonging.Ice => "ice",
        StreamBelonging.Turn => "turn",
        StreamBelonging.Host => "host",
        _ => null,
    };

    /// <summary>Which party sends; null where nothing tells.</summary>
    public static string? Of(StreamDirection direction) => direction switch
    {
        StreamDirection.FromCaller => "from_caller",
        StreamDirection.FromCallee => "from_callee",
        _ => null,
    };

    /// <summary>How a stream is encrypted.</summary>
    public static string Of(MediaProtection protection) => protection switch
    {
        MediaProtection.None => "none",
        MediaProtection.Sdes => "srtp-sdes",
        MediaProtection.Dtls => "srtp-dtls",
        _ => "unknown",
    };

    /// <summary>The same in a column headed SRTP.</summary>
    public static string Short(MediaProtection protection) => protection switch
    {
        MediaProtection.Sdes => "sdes",
        MediaProtection.Dtls => "dtls",
        _ => "",
    };

    /// <summary>An SRTP profile by its registered name.</summary>
    public static string Of(SrtpProfile profile) => profile switch
    {
        SrtpProfile.Aes128CmSha1Tag80 => "SRTP_AES128_CM_HMAC_SHA1_80",
        SrtpProfile.Aes128CmSha1Tag32 => "SRTP_AES128_CM_HMAC_SHA1_32",
        SrtpProfile.NullSha1Tag80 => "SRTP_NULL_HMAC_SHA1_80",
        SrtpProfile.NullSha1Tag32 => "SRTP_NULL_HMAC_SHA1_32",
        SrtpProfile.AeadAes128Gcm => "SRTP_AEAD_AES_128_GCM",
        SrtpProfile.AeadAes256Gcm => "SRTP_AEAD_AES_256_GCM",
        _ => string.Create(CultureInfo.InvariantCulture, $"0x{(ushort)profile:x4}"),
    };

    /// <summary>The codecs of a stream, the one of most packets first: <c>PCMU +telephone-event</c>; a payload type that nothing explains as <c>pt 97</c>.</summary>
    public static string Codecs(RtpStream stream)
    {
        var uses = stream.Formats.ToArray().OrderByDescending(use => use.Packets);
        return string.Join(" +", uses.Select(use => use.Format?.Name ?? $"pt {use.PayloadType}").Distinct(StringComparer.OrdinalIgnoreCase));
    }
}
