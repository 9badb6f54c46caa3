namespace SipTrace.Lint.Ice;

internal sealed class NoNomination() : CallRule("ICE036", "no-nomination", Severity.Error, RuleScope.DialogStun, "RFC 8445 §8.1.1")
{
    private static readonly TimeSpan patience = TimeSpan.FromSeconds(10);

    public override string Why =>
        "The controlling agent ends ICE with a check that has USE-CANDIDATE. While it never comes, no pair is selected: both agents "
        + "keep checking, and strict ones send no media. Perhaps neither holds itself for controlling.";

    public override string Bad => Call(IceExample.Checks[..4]);

    public override string Good => Call(IceExample.Checks);

    public override void Check(LintedCall call, Report report)
    {
        foreach (var stream in call.IceStreams)
        {
            // What the capture cut may have had USE-CANDIDATE.
            if (stream.Checks.Exists(check => check.Transaction.HasUseCandidate)) continue;
            var first = stream.OfRtp.Where(check => check.IsSuccess).MinBy(check => check.Answered);
            if (first is null || stream.Checks.Exists(check => check.IsCut())) continue;
            var lasted = StreamIce.GoesOnAfter(call, first.Answered!.Value, first.Point);
            if (lasted >= patience && !ChecksUnanswered.MayRunElsewhere(call, stream, stream.OfRtp))
                report.Add(first.Answer(), $"checks succeed but no USE-CANDIDATE in {(int)lasted.TotalSeconds} s");
        }
    }

    private static string Call(string[] checks) => IceExample.Call(13, [.. checks, .. IceExample.Media("0.700", 600)]);
}
