namespace SipTrace.Lint.OfferAnswer;

internal sealed class VersionJumped() : CallRule("OA008", "version-jumped", Severity.Info, RuleScope.Dialog, "RFC 3264 §8")
{
    public override string Why =>
        "A changed description raises the version in o= by one. A jump is harmless by itself; it tells that somebody between the "
        + "two sides swallowed "
        + "an offer, or that the side counts in some way of its own.";

    public override string Bad => BodyChange.HoldWithVersion("4");

    public override string Good => BodyChange.HoldWithVersion("2");

    public override Fold Fold => Fold.Agent;

    public override void Check(LintedCall call, Report report)
    {
        foreach (var trail in call.Trails)
        {
            foreach (var (before, after) in trail.Steps)
            {
                if (BodyChange.VersionStep(before, after) > 1 && BodyChange.HasChanged(before, after))
                    report.Add(after.At(after.Document.Origin!.Line),
                        $"o= version {after.Document.Origin.SessionVersion} after {before.Document.Origin!.SessionVersion}");
            }
        }
    }
}
