using SipTrace.Correlation.Media;
using SipTrace.Correlation.Sip;

namespace SipTrace.Lint.OfferAnswer;

internal sealed class FaxRefused() : CallRule("OA016", "t38-refused", Severity.Info, RuleScope.Dialog, "RFC 3264 §6, §8.3.3")
{
    public override string Why =>
        "A gateway that hears a fax offers T.38 (m=image) within the call. Where that is refused, the fax goes on as sound, if at "
        + "all. The refusal is "
        + "right in itself; a fax that fails wants to know of it.";

    public override string Bad => Switched(example => example.Response("488 Not Acceptable Here"));

    public override string Good => Switched(example => example.Ok(Image("203.0.113.5", 4812)).Ack());

    public override void Check(LintedCall call, Report report)
    {
        foreach (var negotiation in call.Transcript.Negotiations)
        {
            var offer = negotiation.Offer;
            if (negotiation.Kind != NegotiationKind.Invite || offer.ToTag.Length == 0 || call.BodyOf(offer) is not { } body) continue;
            foreach (var image in body.Media)
            {
                if (!image.IsLive || image.Kind != "image") continue;
                if (RefusalOf(offer) is { } refusal)
                {
                    report.Add(Place.StartLine(refusal), $"the switch to T.38 was refused with {refusal.Status}");
                    break;
                }
                if (negotiation.Answer is { } message && call.BodyOf(message) is { } answer && image.Index < answer.Media.Count
                    && !answer.Media[image.Index].IsLive)
                    report.Add(answer.At(answer.Media[image.Index].Line), "the switch to T.38 was refused with port 0");
            }
        }
    }

    private static TranscriptMessage? RefusalOf(TranscriptMessage offer) => offer.Leg.Messages.Find(m =>
        m is { Status: 415 or 488 or 606, Method: "INVITE" } && m.CSeq == offer.CSeq && m.FromTag == offer.FromTag);

    private static string Switched(Func<Example, Example> answer) => answer(new Example()
        .Invite(Example.Sdp("192.0.2.23", "m=audio 11780 RTP/AVP 8")).Ok(Example.Sdp("203.0.113.5", "m=audio 14872 RTP/AVP 8")).Ack()
        .Invite(Image("192.0.2.23", 4810))).ToString();

    private static string Image(string address, int port) =>
        Example.Sdp(address, $"m=image {port} udptl t38", "a=T38FaxVersion:0").Replace("20017 1", "20017 2", StringComparison.Ordinal);
}
