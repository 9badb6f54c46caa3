namespace SipTrace.Lint.Ice;

internal sealed class HalfRestart() : CallRule("ICE023", "half-restart", Severity.Error, RuleScope.Dialog, "RFC 8839 §4.4.1.1.1")
{
    public override string Why =>
        "An ICE restart changes ice-ufrag and ice-pwd, both. With one alone the peer may restart or not, and the two sides sign with "
        + "different passwords.";

    public override string Bad => Reoffer(IceExample.Next(IceExample.Offer, "a=ice-ufrag:b2f9", "a=ice-ufrag:n4w1"));

    public override string Good =>
        Reoffer(IceExample.Next(IceExample.Offer, "a=ice-ufrag:b2f9", "a=ice-ufrag:n4w1")
            .Replace("c9a3e71d05b84f62a1d7c390", "e7d12f8a40c95b13aa0f66d2", StringComparison.Ordinal));

    public override void Check(LintedCall call, Report report)
    {
        foreach (var trail in call.Trails)
        {
            if (!trail.SaysDifferentThings) continue;
            foreach (var (body, before) in trail.Before) Check(before, body, report);
        }
    }

    private static void Check(SdpBody before, SdpBody body, Report report)
    {
        foreach (var media in body.Media)
        {
            if (!media.HasIce || before.SameStream(media) is not { HasIce: true } earlier) continue;
            var (isUfragNew, isPasswordNew) = (earlier.IceUfrag != media.IceUfrag, earlier.IcePassword != media.IcePassword);
            if (isUfragNew == isPasswordNew) continue;
            var changed = isUfragNew ? "ice-ufrag" : "ice-pwd";
            report.Add(body.InForce(media, changed), $"only {changed} changed");
        }
    }

    private static string Reoffer(string offer) => IceExample.Begin().Invite(offer)
        .Ok(IceExample.Next(IceExample.Answer, "a=ice-ufrag:yT46", "a=ice-ufrag:Zq8P")
            .Replace("0f3e9d77c1b2a45580aa91", "77aa01b2c3d4e5f60718293a", StringComparison.Ordinal))
        .Ack().Bye().ToString();
}
