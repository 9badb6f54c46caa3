namespace SipTrace.Lint.Ice;

internal sealed class RestartNotAnswered()
    : CallRule("ICE024", "restart-not-answered", Severity.Error, RuleScope.Exchange, "RFC 8839 §4.4.2.1; RFC 5245 §9.2.1.1")
{
    public override string Why =>
        "An offer with new ice-ufrag and ice-pwd restarts ICE, and the answer has new ones too. With the old ones checks of before "
        + "the restart cannot be told from those after it, and peers fail the new session.";

    public override string Bad => Reoffer(IceExample.Next(IceExample.Answer));

    public override string Good =>
        Reoffer(Restarted(IceExample.Answer, "yT46", "Zq8P", "0f3e9d77c1b2a45580aa91", "77aa01b2c3d4e5f60718293a"));

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
                    if (!offer.HasIce || offered.SameStream(offer) is not { HasIce: true } earlier) continue;
                    if (earlier.IceUfrag == offer.IceUfrag || earlier.IcePassword == offer.IcePassword) continue;
                    if (answer.HasIce && answered.SameStream(answer) is { } same && same.IceUfrag == answer.IceUfrag
                        && same.IcePassword == answer.IcePassword)
                        report.Add(exchange.Answer.InForce(answer, "ice-ufrag"),
                            "the offer restarted ICE, the answer keeps ice-ufrag and ice-pwd");
                }
            }
        }
    }

    private static string Restarted(string body, string ufrag, string newUfrag, string password, string newPassword) =>
        IceExample.Next(body, ufrag, newUfrag).Replace(password, newPassword, StringComparison.Ordinal);

    private static string Reoffer(string answer) => IceExample.Begin()
        .Invite(Restarted(IceExample.Offer, "b2f9", "n4w1", "c9a3e71d05b84f62a1d7c390", "e7d12f8a40c95b13aa0f66d2")).Ok(answer)
            .Ack().Bye().ToString();
}
