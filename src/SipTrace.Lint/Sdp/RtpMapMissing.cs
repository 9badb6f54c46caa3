using System.Globalization;
using SipTrace.Wire.Sdp;

namespace SipTrace.Lint.Sdp;

internal sealed class RtpMapMissing() : SdpRule("SDP008", "rtpmap-missing", Severity.Error, "RFC 8866 §5.14, §6.6; RFC 3264 §6.1")
{
    public override string Why =>
        "A payload type outside the static table of RFC 3551 means nothing without an a=rtpmap: the peer cannot choose it, and "
        + "drops packets with "
        + "it. For the static ones (0 PCMU, 8 PCMA, 18 G729, ...) it may be missing.";

    public override string Bad => """
        v=0
        o=- 20017 1 IN IP4 192.0.2.23
        s=call
        c=IN IP4 192.0.2.23
        t=0 0
        m=audio 11780 RTP/AVP 8 0 101
        a=fmtp:101 0-15
        """;

    public override string Good => """
        v=0
        o=- 20017 1 IN IP4 192.0.2.23
        s=call
        c=IN IP4 192.0.2.23
        t=0 0
        m=audio 11780 RTP/AVP 8 0 2 19 18 101
        a=rtpmap:101 telephone-event/8000
        """;

    public override void Check(SdpBody body, Report report)
    {
        foreach (var media in body.Media)
        {
            if (!media.IsLive || !media.IsRtp || !HasUnexplained(media)) continue;
            var unknown = media.Formats.Distinct().Where(format => IsUnexplained(media, format)).ToList();
            report.Add(body.At(media.Line),
                    $"no a=rtpmap for payload type{(unknown.Count > 1 ? "s" : "")} {string.Join(", ", unknown)}");
        }
    }

    private static bool HasUnexplained(SdpMedia media)
    {
        if (media.Codecs.Count == media.Formats.Count) return false;        // each has its encoding
        foreach (var format in media.Formats)
        {
            if (IsUnexplained(media, format)) return true;
        }
        return false;
    }

    // 2 and 19 were static once; an a=rtpmap that cannot be read is another breach.
    private static bool IsUnexplained(SdpMedia media, string format) =>
        byte.TryParse(format, NumberStyles.None, CultureInfo.InvariantCulture, out var type) && type is <= 127 and not (2 or 19)
        && !media.TryGetCodec(type, out _) && !IsMapped(media, format);

    private static bool IsMapped(SdpMedia media, string format) =>
        media.Maps.Any(map => map.Line.AttributeText.Split(' ')[0] == format);
}
