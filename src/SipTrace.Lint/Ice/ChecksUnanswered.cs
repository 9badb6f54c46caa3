using SipTrace.Correlation.Evidence;
using SipTrace.Correlation.Ice;

namespace SipTrace.Lint.Ice;

internal sealed class ChecksUnanswered()
    : CallRule("ICE035", "checks-unanswered", Severity.Error, RuleScope.DialogStun, "RFC 8445 §7.2.5.2; RFC 8863 §4")
{
    private static readonly TimeSpan patience = TimeSpan.FromSeconds(5), end = TimeSpan.FromSeconds(39.5);

    public override string Why =>
        "No check of either agent succeeded: no path between them lets packets through both ways. NATs that map each destination "
        + "anew, filters, a missing relay, or wrong passwords are the causes; the pairs and what became of them tell which.";

    public override string Bad =>
        IceExample.Call(7, [.. new[] { "0.500", "1.000", "2.000", "4.000" }
        .SelectMany(at => new[] { IceExample.AliceAsks(at, 1), IceExample.BobAsks(at, 2) })]);

    public override string Good => IceExample.Call(7, [.. IceExample.Checks, .. IceExample.Media("0.700", 300)]);

    public override void Check(LintedCall call, Report report)
    {
        if (call.Seen.Allocations.Exists(allocation => allocation.StateAt(allocation.LastSeen) == TurnState.Implied)) return;
        foreach (var stream in call.IceStreams)
        {
            var checks = stream.OfRtp;
            if (checks.Count == 0 || checks.Exists(check => check.IsSuccess)) continue;
            var lasted = StreamIce.GoesOnAfter(call, checks[0].Time, checks[0].Point);
            if (lasted < patience || MayRunElsewhere(call, stream, checks)) continue;
            var pairs = checks.GroupBy(check => (check.From, check.To)).ToList();
            var sent = checks.Sum(check => check.Transaction.Requests - check.Transaction.Copies);
            var requests = checks.Count == sent ? "" : $" ({sent} requests)";
            var results = pairs.Take(4).Select(pair => $"{pair.Key.From} > {pair.Key.To} {ResultOf(pair)}");
            report.Add(checks[0].Request(), $"{Counted(checks.Count, "check")}{requests} on {Counted(pairs.Count, "pair")}, "
                + $"none succeeded{(lasted < end ? " so far" : "")}: "
                + $"{string.Join("; ", results)}{(pairs.Count > 4 ? "; ..." : "")}");
        }
    }

    private static string Counted(int count, string what) => $"{count} {what}{(count == 1 ? "" : "s")}";

    internal static bool MayRunElsewhere(LintedCall call, StreamIce stream, IEnumerable<IceCheck> checks) =>
        checks.Select(check => check.Point)
            .Distinct().All(point => call.Seen.MayRunElsewhere(stream.Exchange.Negotiation, stream.Media, 1, point));

    private static string ResultOf(IEnumerable<IceCheck> checks)
    {
        var codes = checks.Where(check => check.Transaction.ErrorCode != 0).Select(check => check.Transaction.ErrorCode)
            .Distinct().Order().ToList();
        return codes.Count > 0 ? string.Join(", ", codes)
            : checks.Any(check => (check.Transaction.Flags & StunFlags.AnsweredFromElsewhere) != 0) ? "answered from elsewhere"
                : "no answer";
    }
}
