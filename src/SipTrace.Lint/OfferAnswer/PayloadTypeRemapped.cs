using SipTrace.Wire.Sdp;

namespace SipTrace.Lint.OfferAnswer;

internal sealed class PayloadTypeRemapped()
    : CallRule("OA006", "payload-type-remapped", Severity.Warning, RuleScope.Dialog, "RFC 3264 §8.3.2; RFC 6337 §5.2.5")
{
    private const int FirstDynamic = 96;

    public override string Why =>
        "Within a session a dynamic payload type keeps its meaning, for packets in flight carry nothing but the number. Given to "
        + "another codec, "
        + "they are decoded as what they are not.";

    public override string Bad => Twice("a=rtpmap:97 opus/48000/2");

    public override string Good => Twice("a=rtpmap:97 ilbc/8000");

    public override void Check(LintedCall call, Report report)
    {
        foreach (var trail in call.Trails)
        {
            if (!trail.SaysDifferentThings) continue;
            List<string> sides = [];
            Dictionary<long, SdpCodec> meanings = [];
            foreach (var body in trail.Bodies)
            {
                foreach (var media in body.Media)
                {
                    if (!media.IsLive || !media.IsRtp) continue;
                    if (ChangesIn(media, IndexOf(sides, body.Message!.SenderTag), meanings) is { Length: > 0 } changes)
                        report.Add(body.At(media.Line), changes);
                }
            }
        }
    }

    private static int IndexOf(List<string> sides, string tag)
    {
        var index = sides.IndexOf(tag);
        if (index >= 0) return index;
        sides.Add(tag);
        return sides.Count - 1;
    }

    // By side, m= line and payload type in one number.
    private static string ChangesIn(SdpMedia media, int side, Dictionary<long, SdpCodec> meanings)
    {
        var changes = "";
        foreach (var codec in media.Codecs)
        {
            if (codec.PayloadType < FirstDynamic) continue;
            var key = ((long)side << 32) + (media.Index << 8) + codec.PayloadType;
            if (meanings.TryGetValue(key, out var before) && !before.IsSameEncoding(codec))
                changes += $"{(changes.Length > 0 ? "; " : "")}payload type {codec.PayloadType} was {before}, now {codec}";
            meanings[key] = codec;
        }
        return changes;
    }

    private static string Twice(string second) => new Example()
        .Invite(Example.Sdp("192.0.2.23", "m=audio 11780 RTP/AVP 97 8", "a=rtpmap:97 iLBC/8000"))
        .Ok(Example.Sdp("203.0.113.5", "m=audio 14872 RTP/AVP 8")).Ack()
        .Invite(Example.Sdp("192.0.2.23", "m=audio 11780 RTP/AVP 97 8", second).Replace(" 1 IN", " 2 IN", StringComparison.Ordinal))
        .Ok(Example.Sdp("203.0.113.5", "m=audio 14872 RTP/AVP 8")).Ack().Bye().ToString();
}
