using SipTrace.Wire.Sdp;

namespace SipTrace.Lint.OfferAnswer;

internal sealed class NoCommonCodec() : NegotiationRule("OA005", "no-common-codec", Severity.Error, "RFC 3264 §6, §6.1")
{
    public override string Why =>
        "An answer that accepts a stream names at least one of the codecs that were offered, by name, clock and channels. Without "
        + "one both sides "
        + "send what the other cannot decode. Events, comfort noise and redundancy are no codec.";

    public override string Bad => Answered("m=audio 14872 RTP/AVP 18 101");

    public override string Good => Answered("m=audio 14872 RTP/AVP 97 101", "a=rtpmap:97 pcma/8000");

    public override void Check(Exchange exchange, LintedCall call, Report report)
    {
        foreach (var (offer, answer) in exchange.Streams)
        {
            if (!offer.IsLive || !answer.IsLive || !offer.IsRtp || !answer.IsRtp
                || !answer.Kind.Equals(offer.Kind, StringComparison.OrdinalIgnoreCase)) continue;
            if (HasCommonCodec(offer, answer)) continue;
            var (offered, answered) = (Codecs(offer), Codecs(answer));
            if (offered.Count == 0 || answered.Count == 0 || ShareUnknown(offer, answer)) continue;
            report.Add(exchange.Answer.At(answer.Line),
                $"no codec in common: offered {string.Join(" ", offered)}; answered {string.Join(" ", answered)}");
        }
    }

    private static bool HasCommonCodec(SdpMedia offer, SdpMedia answer)
    {
        foreach (var codec in answer.Codecs)
        {
            if (!codec.IsHelperFormat && offer.Knows(codec)) return true;
        }
        return false;
    }

    private static List<SdpCodec> Codecs(SdpMedia media) => [.. media.Codecs.Where(codec => !codec.IsHelperFormat)];

    // What no line explains may be a codec that both know.
    private static bool ShareUnknown(SdpMedia offer, SdpMedia answer) => answer.Formats.Intersect(offer.Formats)
        .Any(format => int.TryParse(format, out var type) && !offer.TryGetCodec(type, out _) && !answer.TryGetCodec(type, out _));

    private static string Answered(params string[] answer) => Example.Call(
        Example.Sdp("192.0.2.23", "m=audio 11780 RTP/AVP 9 8 101", "a=rtpmap:101 telephone-event/8000"),
        Example.Sdp("203.0.113.5", [.. answer, "a=rtpmap:101 telephone-event/8000"]));
}
