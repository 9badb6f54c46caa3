using SipTrace.Wire.Sdp;

namespace SipTrace.Lint.Sdp;

internal sealed class PayloadTypeConflict() : SdpRule("SDP009", "payload-type-conflict", Severity.Warning, "RFC 3551 §6; RFC 5761 §4")
{
    private const int FirstOfRtcp = 64, LastOfRtcp = 95, Few = 24;

    public override string Why =>
        "A payload type means one encoding. Where it is listed twice, mapped twice, or a static number gets another name, each "
        + "side may choose "
        + "another meaning, and decodes noise. With RTCP on the same port, 64 to 95 look like RTCP packets.";

    public override string Bad => """
        v=0
        o=- 20017 1 IN IP4 192.0.2.23
        s=call
        c=IN IP4 192.0.2.23
        t=0 0
        m=audio 11780 RTP/AVP 0 8
        a=rtpmap:0 PCMU/8000
        a=rtpmap:8 GSM/8000
        """;

    public override string Good => """
        v=0
        o=- 20017 1 IN IP4 192.0.2.23
        s=call
        c=IN IP4 192.0.2.23
        t=0 0
        m=audio 11780 RTP/AVP 0 8 18
        a=rtpmap:0 pcmu/8000
        a=rtpmap:8 pcma/8000
        a=rtpmap:18 G729a/8000
        """;

    public override void Check(SdpBody body, Report report)
    {
        foreach (var media in body.Media)
        {
            if (!media.IsLive || !media.IsRtp) continue;
            CheckFormats(body, media, report);
            CheckMaps(body, media, report);
        }
    }

    private static void CheckFormats(SdpBody body, SdpMedia media, Report report)
    {
        if (HasRepeats(media.Formats))
        {
            var twice = media.Formats.GroupBy(format => format).First(same => same.Count() > 1).Key;
            report.Add(body.At(media.Line), $"payload type {twice} is listed twice");
        }
        else if (media.IsRtcpMux
            && media.Formats.Find(format => int.TryParse(format, out var type) && type is >= FirstOfRtcp and <= LastOfRtcp) is { } clash)
            report.Add(body.At(media.Line), $"payload type {clash} clashes with RTCP packet types under a=rtcp-mux");
    }

    // Of the few that most bodies have, comparing each with each is quicker than a set of them.
    private static bool HasRepeats(List<string> formats)
    {
        if (formats.Count > Few) return formats.Distinct().Count() < formats.Count;
        for (var i = 1; i < formats.Count; i++)
        {
            if (formats.IndexOf(formats[i], 0, i) >= 0) return true;
        }
        return false;
    }

    private static void CheckMaps(SdpBody body, SdpMedia media, Report report)
    {
        foreach (var (line, codec) in media.Maps)
        {
            if (codec is null) continue;
            if (media.TryGetCodec(codec.PayloadType, out var first)
                && (first.EncodingName != codec.EncodingName || first.ClockRateHz != codec.ClockRateHz))
                report.Add(body.At(line), $"payload type {codec.PayloadType} is {first} and {codec}");
            else if (SdpCodec.TryGetStatic(codec.PayloadType, out var assigned) && assigned.EncodingName != codec.EncodingName
                && assigned.Name != codec.Name)
                report.Add(body.At(line), $"static payload type {codec.PayloadType} is {assigned.Name}, here {codec.Name}");
        }
    }
}
