namespace SipTrace.Lint.OfferAnswer;

internal sealed class VersionJumped() : CallRule("OA008", "version-jumped", Severity.Info, RuleScope.Dialog, "RFC 3264 §8")
{
    public override string Why =>
        "A changed description raises the version in o= by one. A jump is harmless by itself; it tells that somebody between the two sides swallowed "
        + "an offer, or that the side counts in some way of its own.";

    public override string Bad => Held("4");

    public override string Good => Held("2");

    public override Fold Fold => Fold.Agent;

    public override void Check(LintedCall call, Report report)
    {
        foreach (var trail in call.Trails)
        {
            foreach (var (before, after) in trail.Steps())
            {
                if (BodyChange.VersionStep(before, after) > 1 && BodyChange.HasChanged(before, after))
                    report.Add(after.At(after.Document.Origin!.Line),
                        $"o= version {after.Document.Origin.SessionVersion} after {before.Document.Origin!.SessionVersion}");
            }
        }
    }

    private static string Held(string version) => new Example()
        .Invite(Example.Sdp("192.0.2.23", "m=audio 11780 RTP/AVP 8")).Ok(Example.Sdp("203.0.113.5", "m=audio 14872 RTP/AVP 8")).Ack()
        .Invite(Example.Sdp("192.0.2.23", "m=audio 11780 RTP/AVP 8", "a=sendonly")
        .Replace("20017 1", $"20017 {version}", StringComparison.Ordinal))
        .Ok(Example.Sdp("203.0.113.5", "m=audio 14872 RTP/AVP 8", "a=recvonly").Replace("20017 1", "20017 2", StringComparison.Ordinal))
        .Ack().Bye().ToString();
}
