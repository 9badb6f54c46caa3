namespace SipTrace.Lint.OfferAnswer;

internal sealed class VersionNotRaised()
    : CallRule("OA007", "version-not-raised", Severity.Warning, RuleScope.Dialog, "RFC 3264 §8; RFC 8866 §5.2")
{
    public override string Why =>
        "The version in o= rises by one with every change of the description, and stays where nothing changed. A peer that sees "
        + "the old version "
        + "again may take the body for a repetition and ignore it; it never falls.";

    public override string Bad => BodyChange.HoldWithVersion("1");

    public override string Good => BodyChange.HoldWithVersion("2");

    public override void Check(LintedCall call, Report report)
    {
        foreach (var trail in call.Trails)
        {
            foreach (var (before, after) in trail.Steps)
            {
                if (BodyChange.VersionStep(before, after) is not { } step) continue;
                var origin = after.Document.Origin!;
                if (step < 0) report.Add(after.At(origin.Line),
                    $"o= version {origin.SessionVersion} after {before.Document.Origin!.SessionVersion}");
                else if (step == 0 && BodyChange.HasChanged(before, after))
                    report.Add(after.At(origin.Line), $"o= version {origin.SessionVersion} again, but the body changed");
            }
        }
    }
}
