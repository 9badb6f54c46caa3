using System.Globalization;
using SipTrace.Wire.Sdp;

namespace SipTrace.Lint.Sdp;

internal sealed class MediaLineMalformed() : SdpRule("SDP007", "media-line-malformed", Severity.Error, "RFC 8866 §5.14")
{
    public override string Why =>
        "m= is a media type, a port, a protocol and at least one format. The port is a number to 65535; the formats of RTP are "
        + "payload types, 0 to "
        + "127. Formats of other protocols (t38, webrtc-datachannel) are free.";

    public override string Bad => """
        v=0
        o=- 20017 1 IN IP4 192.0.2.23
        s=call
        c=IN IP4 192.0.2.23
        t=0 0
        m=audio 74872 RTP/AVP 8 0
        """;

    public override string Good => """
        v=0
        o=- 20017 1 IN IP4 192.0.2.23
        s=call
        c=IN IP4 192.0.2.23
        t=0 0
        m=audio 11780/2 RTP/AVP 8 0
        m=image 4810 udptl t38
        m=video 0 RTP/AVP
        """;

    public override void Check(SdpBody body, Report report)
    {
        foreach (var media in body.Media)
        {
            if (FaultOf(media) is { } fault) report.Add(body.At(media.Line), $"m= line {fault}");
        }
    }

    private static string? FaultOf(SdpMedia media)
    {
        if (media.FieldCount >= 2 && !media.IsPortValid) return $"port {media.PortText} is not 0..65535";
        if (media.FieldCount < (media.Port == 0 ? 3 : 4)) return $"has {media.FieldCount} fields, at least 4 are needed";
        if (!media.IsLive || !media.IsRtp) return null;
        foreach (var format in media.Formats)
        {
            if (!byte.TryParse(format, NumberStyles.None, CultureInfo.InvariantCulture, out var type) || type > 127)
                return $"format {format} is no payload type";
        }
        return null;
    }
}
