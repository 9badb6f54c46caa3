namespace SipTrace.Lint.Ice;

internal sealed class RestartInAnswer()
    : CallRule("ICE025", "restart-in-answer", Severity.Error, RuleScope.Exchange, "RFC 5245 §9.2.2; RFC 8839 §4.4.2.1")
{
    public override string Why =>
        "Only an offer can restart ICE. An answer with new ice-ufrag or ice-pwd to an offer with the old ones leaves one side in the "
        + "old session and the other in a new one: checks, and consent for media, fail.";

    public override string Bad => Reoffer(IceExample.Next(IceExample.Answer, "yT46", "Zq8P")
        .Replace("0f3e9d77c1b2a45580aa91", "77aa01b2c3d4e5f60718293a", StringComparison.Ordinal));

    public override string Good => Reoffer(IceExample.Next(IceExample.Answer));

    public override void Check(LintedCall call, Report report)
    {
        foreach (var trail in call.Trails)
        {
            if (!trail.SaysDifferentThings) continue;
            var before = trail.Before;
            foreach (var exchange in trail.Exchanges)
            {
                if (!before.TryGetValue(exchange.Offer, out var offered) || !before.TryGetValue(exchange.Answer, out var answered))
                continue;
                foreach (var (offer, answer) in exchange.Streams)
                {
                    if (!offer.HasIce || !answer.HasIce || offered.SameStream(offer) is not { HasIce: true } earlier
                        || answered.SameStream(answer) is not { HasIce: true } same) continue;
                    if (earlier.IceUfrag != offer.IceUfrag || earlier.IcePassword != offer.IcePassword) continue;
                    var isUfragNew = same.IceUfrag != answer.IceUfrag;
                    if (isUfragNew || same.IcePassword != answer.IcePassword)
                    {
                        report.Add(exchange.Answer.InForce(answer, isUfragNew ? "ice-ufrag" : "ice-pwd"),
                            "ice-ufrag or ice-pwd changed in an answer, the offer did not restart ICE");
                    }
                }
            }
        }
    }

    private static string Reoffer(string answer) =>
        IceExample.Begin().Invite(IceExample.Next(IceExample.Offer)).Ok(answer).Ack().Bye().ToString();
}
