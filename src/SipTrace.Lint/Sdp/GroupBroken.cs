using SipTrace.Wire.Sdp;

namespace SipTrace.Lint.Sdp;

internal sealed class GroupBroken() : SdpRule("SDP013", "group-broken", Severity.Error, "RFC 5888 §6; RFC 9143 §6, §7.2.1, §9.1.1")
{
    public override string Why =>
        "a=group ties m= lines together by a=mid, each of which names one m= line. What is bundled shares a transport, so a "
        + "payload type or a "
        + "header extension must mean the same in all of it, and the first m= line needs a port. A browser refuses a broken group.";

    public override string Bad => """
        v=0
        o=- 20017 1 IN IP4 192.0.2.23
        s=call
        c=IN IP4 192.0.2.23
        t=0 0
        a=group:BUNDLE a1 d1
        m=audio 11780 RTP/AVP 8 0
        a=mid:a1
        """;

    public override string Good => """
        v=0
        o=- 20017 1 IN IP4 192.0.2.23
        s=call
        c=IN IP4 192.0.2.23
        t=0 0
        a=group:BUNDLE a1 v1
        m=audio 11780 RTP/AVP 8 0
        a=mid:a1
        m=video 0 RTP/AVP 97
        a=rtpmap:97 VP8/90000
        a=mid:v1
        a=bundle-only
        """;

    public override void Check(SdpBody body, Report report)
    {
        foreach (var media in body.Media)
        {
            if (media.Mid.Length > 0 && body.Document.TryGetMedia(media.Mid, out var first) && first != media)
                report.Add(body.At(media, "mid"), $"a=mid:{media.Mid} is that of two m= lines");
        }
        foreach (var group in body.Document.Groups) CheckGroup(body, group, report);
        foreach (var media in body.Media)
        {
            if (media.HasAttribute("bundle-only") || media.ExtensionMaps.Count > 1) CheckMedia(body, media, report);
        }
    }

    private static void CheckGroup(SdpBody body, SdpGroup group, Report report)
    {
        if (group.Mids.FirstOrDefault(mid => !body.Document.TryGetMedia(mid, out _)) is { } stranger)
            report.Add(body.At(group.Line), $"a=group names {stranger}, which no m= line has");
        if (!group.IsBundle || group.Mids.Count == 0) return;
        if (body.Document.TryGetMedia(group.Mids[0], out var first) && first.Port == 0)
            report.Add(body.At(group.Line), $"the BUNDLE group begins with {group.Mids[0]}, whose m= line has port 0");
        CheckShared(body, group, report);
    }

    private static void CheckShared(SdpBody body, SdpGroup group, Report report)
    {
        var codecs = new Dictionary<int, SdpCodec>();
        var extensions = new Dictionary<int, string>();
        foreach (var mid in group.Mids)
        {
            if (!body.Document.TryGetMedia(mid, out var media) || !media.IsLive) continue;
            foreach (var codec in media.IsRtp ? media.Codecs : [])
            {
                if (codecs.TryAdd(codec.PayloadType, codec) || codecs[codec.PayloadType].IsSameEncoding(codec)) continue;
                var line = media.Maps.FirstOrDefault(map => map.Codec == codec, (media.Line, null)).Line;
                report.Add(body.At(line),
                    $"payload type {codec.PayloadType} is {codecs[codec.PayloadType].EncodingName} in one bundled section and "
                    + $"{codec.EncodingName} in another");
                break;
            }
            foreach (var map in media.ExtensionMaps)
            {
                if (extensions.TryAdd(map.Id, map.Uri) || extensions[map.Id] == map.Uri) continue;
                report.Add(body.At(map.Line), $"a=extmap id {map.Id} is {extensions[map.Id]} and {map.Uri}");
                break;
            }
        }
    }

    private static void CheckMedia(SdpBody body, SdpMedia media, Report report)
    {
        if (media.HasAttribute("bundle-only"))
        {
            if (media.Port != 0) report.Add(body.At(media, "bundle-only"), $"a=bundle-only with port {media.Port}");
            else if (media.Bundle is null) report.Add(body.At(media, "bundle-only"), "a=bundle-only outside every BUNDLE group");
        }
        if (media.Bundle is not null) return;
        foreach (var same in media.ExtensionMaps.GroupBy(map => map.Id))
        {
            if (same.FirstOrDefault(map => map.Uri != same.First().Uri) is { } other)
                report.Add(body.At(other.Line), $"a=extmap id {same.Key} is {same.First().Uri} and {other.Uri}");
        }
    }
}
