using SipTrace.Wire.Sdp;

namespace SipTrace.Lint.Sdp;

internal sealed class AttributeMisplaced()
    : SdpRule("SDP011", "attribute-misplaced", Severity.Warning, "RFC 8866 §6.4, §6.6, §6.7; RFC 8839 §5; RFC 3264 §5.1")
{
    private static readonly string[] ofMedia =
    [
        "candidate", "remote-candidates", "ice-mismatch", "rtcp", "rtcp-mux", "rtcp-mux-only", "mid", "rtpmap", "fmtp", "ptime",
            "maxptime", "crypto", "bundle-only",
    ];

    private static readonly string[] ofSession = ["ice-lite", "ice-pacing", "group"];

    public override string Why =>
        "Each attribute belongs before the first m= line, or behind one; elsewhere it is not looked for. One section has one "
        + "direction. Packet "
        + "times are above zero, and a=rtpmap is a number, a name and a clock.";

    public override string Bad => """
        v=0
        o=- 20017 1 IN IP4 192.0.2.23
        s=call
        c=IN IP4 192.0.2.23
        t=0 0
        a=rtcp:11781
        m=audio 11780 RTP/AVP 8 0
        """;

    public override string Good => """
        v=0
        o=- 20017 1 IN IP4 192.0.2.23
        s=call
        c=IN IP4 192.0.2.23
        t=0 0
        a=sendrecv
        m=audio 11780 RTP/AVP 8 0
        a=rtcp:11781
        a=sendonly
        a=ptime:20
        a=maxptime:150
        """;

    public override void Check(SdpBody body, Report report)
    {
        foreach (ref readonly var line in body.Document.Session.Lines)
        {
            if (NameIn(ofMedia, line) is { } name) report.Add(body.At(line), $"a={name} belongs to a media section");
        }
        CheckSection(body, body.Document.Session, report);
        foreach (var media in body.Media)
        {
            foreach (ref readonly var line in media.Lines)
            {
                if (NameIn(ofSession, line) is { } name) report.Add(body.At(line), $"a={name} belongs to the session section");
            }
            CheckSection(body, media, report);
            CheckValues(body, media, report);
        }
    }

    private static string? NameIn(string[] names, in SdpLine line)
    {
        if (line.Type != 'a') return null;
        foreach (var name in names)
        {
            if (line.IsAttribute(name)) return name;
        }
        return null;
    }

    private static void CheckSection(SdpBody body, SdpSection section, Report report)
    {
        if (!section.TryGetDirection(out _, out var first)) return;
        foreach (ref readonly var line in section.Lines)
        {
            if (!line.TryGetDirection(out var other) || other == first) continue;
            report.Add(body.At(line), $"two directions: {first.Name()} and {other.Name()}");
            return;
        }
    }

    private static void CheckValues(SdpBody body, SdpMedia media, Report report)
    {
        if (media.HasAttribute("ptime")
            && !(media.PacketMs > 0)) report.Add(body.At(media, "ptime"), $"a=ptime:{media.AttributeText("ptime")} is no time above 0");
        else if (media.HasAttribute("maxptime") && !(media.MaxPacketMs > 0))
            report.Add(body.At(media, "maxptime"), $"a=maxptime:{media.AttributeText("maxptime")} is no time above 0");
        else if (media.PacketMs > media.MaxPacketMs) report.Add(body.At(media, "ptime"),
            $"a=ptime:{media.PacketMs} is above a=maxptime:{media.MaxPacketMs}");
        foreach (var (line, codec) in media.Maps)
        {
            if (codec is null) report.Add(body.At(line), $"a=rtpmap:{line.AttributeText} is not number name/clock");
        }
    }
}
