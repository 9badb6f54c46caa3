using SipTrace.Correlation.Evidence;

namespace SipTrace.Lint.Ice;

internal sealed class ChecksTooFast()
    : CallRule("ICE039", "checks-too-fast", Severity.Info, RuleScope.DialogStun, "RFC 8445 §14.2; RFC 5245 §16.1")
{
    private const int Burst = 5;
    private static readonly TimeSpan span = TimeSpan.FromMilliseconds(20);

    public override string Why =>
        "An agent starts at most one check in 5 ms, all streams and components together. Bursts fill the table of a small NAT, and "
        + "the checks lost in it make ICE slower, not faster.";

    public override string Bad => Call(3);

    public override string Good => Call(50);

    public override Fold Fold => Fold.Agent;

    public override void Check(LintedCall call, Report report)
    {
        if (!MayBeBurst(call.Seen.Checks)) return;
        foreach (var checks in call.Seen.Checks.GroupBy(check => (check.Point, check.Sender.Tag)))
        {
            var started = FirstSightings(checks);
            for (var i = Burst - 1; i < started.Count; i++)
            {
                if (started[i].Time - started[i - Burst + 1].Time >= span) continue;
                report.Add(started[i - Burst + 1].Request(),
                    $"five checks within {(started[i].Time - started[i - Burst + 1].Time).TotalMilliseconds:0} ms");
                break;
            }
        }
    }

    // Whether there is one, whoever sent the checks: mostly there is none.
    private static bool MayBeBurst(List<IceCheck> checks)
    {
        for (var i = Burst - 1; i < checks.Count; i++)
        {
            if (checks[i].Time - checks[i - Burst + 1].Time < span) return true;
        }
        return false;
    }

    // The same check before and behind a NAT or a relay is one.
    private static List<IceCheck> FirstSightings(IEnumerable<IceCheck> checks)
    {
        var started = new List<IceCheck>();
        foreach (var check in checks)
        {
            var isKnown = false;
            for (var i = started.Count - 1; i >= 0 && check.Time - started[i].Time < TimeSpan.FromSeconds(1) && !isKnown; i--)
                isKnown = started[i].Transaction.IsSameRequest(check.Transaction);
            if (!isKnown) started.Add(check);
        }
        return started;
    }

    private static string Call(int step) => IceExample.Call(4,
    [
        .. Enumerable.Range(0, 5).SelectMany(i => new[] { IceExample.AliceAsks($"0.{500 + i * step:000}", 10 + i),
            IceExample.BobSays($"0.{530 + i * step:000}", 10 + i) }),
        IceExample.BobAsks("0.540", 2), IceExample.AliceSays("0.550", 2), IceExample.AliceAsks("0.900", 3, "use"),
            IceExample.BobSays("0.930", 3), .. IceExample.Media("1.000", 150),
    ]);
}
