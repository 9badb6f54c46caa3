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
            Dictionary<(string, int, int), SdpCodec> meanings = [];
            foreach (var body in trail.Bodies)
            {
                foreach (var media in body.Media)
                {
                    if (media.IsLive && media.IsRtp && ChangesIn(media, body.Message!.SenderTag, meanings) is { Length: > 0 } changes)
                        report.Add(body.At(media.Line), changes);
                }
            }
        }
    }

    private static string ChangesIn(SdpMedia media, string side, Dictionary<(string, int, int), SdpCodec> meanings)
    {
        var changes = "";
        foreach (var codec in media.Codecs)
        {
            if (codec.PayloadType < FirstDynamic) continue;
            var key = (side, media.Index, codec.PayloadType);
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
