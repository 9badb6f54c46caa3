using SipTrace.Correlation.Evidence;
using SipTrace.Wire.Bytes;
using SipTrace.Wire.Sdp;

namespace SipTrace.Lint.Ice;

internal sealed class ReofferNotTheSelectedPair()
    : CallRule("ICE030", "reoffer-not-the-selected-pair", Severity.Error, RuleScope.DialogStun, "RFC 8839 §4.4.1.2.2; RFC 5245 §9.1.2.2")
{
    public override string Why =>
        "After ICE has selected a pair, c= and m= of the next offer are the sender's end of that pair as its peer sees it. With "
        + "another address, devices in between and peers that look at c= send media to where nobody listens.";

    public override string Bad => Reoffer(IceExample.Next(IceExample.Offer, "192.0.2.23", "192.0.2.24"));

    public override string Good => Reoffer(IceExample.Next(IceExample.Offer));

    public override void Check(LintedCall call, Report report)
    {
        foreach (var (body, media, nominations) in call.UpdatedOffers)
        {
            if (IsSelected(call, body, media, nominations)) continue;
            report.Add(body.ConnectionOf(media),
                $"the new offer says {media.Default}, ICE selected {CallEvidence.EndOf(nominations[^1], body.Message!.SenderTag)}",
                [Proof(nominations[^1])]);
        }
    }

    private static bool IsSelected(LintedCall call, SdpBody body, SdpMedia media, List<IceCheck> nominations)
    {
        foreach (var check in nominations)
        {
            if (IsFit(call, media.Default, CallEvidence.EndOf(check, body.Message!.SenderTag))) return true;
        }
        return false;
    }

    /// <summary>Whether a default is an end of a pair: the same socket, but not its private base where the public mapping is
    /// known.</summary>
    internal static bool IsFit(LintedCall call, Endpoint announced, Endpoint end) =>
        announced == end || (call.Seen.AreSameSocket(announced, end) && !(announced.IsPrivate() && end.IsPublic()));

    internal static Evidence Proof(IceCheck nomination) =>
        new(nomination.Transaction.File, nomination.Transaction.AnswerFrame, "the nomination");

    private static string Reoffer(string offer) => IceExample.Begin().With(IceExample.Checks).With(IceExample.Media("0.700", 50)).At(0.9)
        .Invite(offer + "a=remote-candidates:1 203.0.113.5 14872\n").Ok(IceExample.Next(IceExample.Answer)).Ack().Bye().ToString();
}
