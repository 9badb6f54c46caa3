using SipTrace.Wire.Sdp;

namespace SipTrace.Lint.Sdp;

internal sealed class ClockRateWrong() : SdpRule("SDP010", "clock-rate-wrong", Severity.Warning, "RFC 3551 §4.5.2, §6; RFC 7587 §7")
{
    public override string Why =>
        "The clock in a=rtpmap is part of a codec's name, and for most it is fixed: 8000 for G722, although it samples at 16000; "
        + "48000 and two "
        + "channels for opus. With another one the peer finds no common codec, or plays at the wrong speed.";

    public override string Bad => """
        v=0
        o=- 20017 1 IN IP4 192.0.2.23
        s=call
        c=IN IP4 192.0.2.23
        t=0 0
        m=audio 11780 RTP/AVP 9 102
        a=rtpmap:9 G722/16000
        a=rtpmap:102 G7221/16000
        """;

    public override string Good => """
        v=0
        o=- 20017 1 IN IP4 192.0.2.23
        s=call
        c=IN IP4 192.0.2.23
        t=0 0
        m=audio 11780 RTP/AVP 9 96 97 101
        a=rtpmap:9 G722/8000
        a=rtpmap:96 opus/48000/2
        a=rtpmap:97 speex/16000
        a=rtpmap:101 telephone-event/48000
        """;

    public override void Check(SdpBody body, Report report)
    {
        foreach (var media in body.Media)
        {
            if (!media.IsLive || !media.IsRtp) continue;
            foreach (var (line, codec) in media.Maps)
            {
                if (codec is not null && Right(codec) is { } right && right != codec.ToString()[codec.Name.Length..])
                    report.Add(body.At(line), $"{codec}: {WhatIs(codec)} has clock {right[1..]}");
            }
        }
    }

    private static string WhatIs(SdpCodec codec) => SdpCodec.TryGetStatic(codec.PayloadType, out _) ? $"payload type {codec.PayloadType}"
        : codec.Name;

    // What must follow the name; null where that is free.
    private static string? Right(SdpCodec codec)
    {
        if (SdpCodec.TryGetStatic(codec.PayloadType, out var assigned))
        {
            var isRight = assigned.EncodingName != codec.EncodingName || assigned.ClockRateHz == codec.ClockRateHz;
            return isRight ? null : $"/{assigned.ClockRateHz}";
        }
        int? clock = codec.EncodingName switch
        {
            "OPUS" => null,
            "G722" or "G729" or "G723" or "ILBC" or "GSM" or "AMR" => 8000,
            "AMR-WB" => 16000,
            "H261" or "H264" or "H265" or "VP8" or "VP9" or "AV1" => 90000,
            var name => name.StartsWith("H263", StringComparison.Ordinal) ? 90000 : null,
        };
        if (codec.EncodingName == "OPUS") return "/48000/2";
        return clock is { } hertz && hertz != codec.ClockRateHz ? $"/{hertz}" : null;
    }
}
