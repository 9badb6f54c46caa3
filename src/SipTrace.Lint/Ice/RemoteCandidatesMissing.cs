namespace SipTrace.Lint.Ice;

internal sealed class RemoteCandidatesMissing()
    : CallRule("ICE032", "remote-candidates-missing", Severity.Warning, RuleScope.DialogStun, "RFC 8839 §4.4.1.2.2")
{
    public override string Why =>
        "The new offer of the controlling agent names its peer's end of the selected pair in a=remote-candidates, so that the answer "
        + "says the same pair. Without it the answerer may still think another pair is selected.";

    public override string Bad => Reoffer("");

    public override string Good => Reoffer("a=remote-candidates:1 203.0.113.5 14872\n");

    public override void Check(LintedCall call, Report report)
    {
        foreach (var (body, media, nominations) in call.UpdatedOffers)
        {
            if (nominations[^1].Sender.Tag == body.Message!.SenderTag && !media.HasAttribute("remote-candidates"))
                report.Add(body.At(media.Line), "new offer of the controlling agent without a=remote-candidates",
                    [ReofferNotTheSelectedPair.Proof(nominations[^1])]);
        }
    }

    private static string Reoffer(string line) => IceExample.Begin().With(IceExample.Checks).With(IceExample.Media("0.700", 50)).At(0.9)
        .Invite(IceExample.Next(IceExample.Offer) + line).Ok(IceExample.Next(IceExample.Answer)).Ack().Bye().ToString();
}
