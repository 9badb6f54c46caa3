namespace SipTrace.Lint.Ice;

internal sealed class RoleConflict() : CallRule("ICE038", "role-conflict", Severity.Info, RuleScope.DialogStun, "RFC 8445 §7.2.5.1")
{
    public override string Why =>
        "Both agents held one role, as after an offer by a third party; the answer 487 made one of them change. Nothing is wrong, ICE "
        + "only took a little longer.";

    public override string Bad =>
        Call([IceExample.BobAsks("0.510", 2, role: "controlling"), IceExample.AliceSays("0.520", 2, "err", "code=487"),
        IceExample.BobAsks("0.540", 4), IceExample.AliceSays("0.550", 4)]);

    public override string Good => Call([IceExample.BobAsks("0.540", 4), IceExample.AliceSays("0.550", 4)]);

    public override void Check(LintedCall call, Report report)
    {
        foreach (var stream in call.IceStreams)
        {
            if (!stream.Checks.Exists(check => check.Transaction.ErrorCode == 487)) continue;
            foreach (var checks in stream.Checks.GroupBy(check => check.Sender.Tag))
            {
                var refused = checks.Where(check => check.Transaction.ErrorCode == 487).ToList();
                if (refused.Count is 0 or > 2) continue;
                var changed = checks.FirstOrDefault(check => check.Time > refused[0].Time && check.IsControlling is { } role
                    && role != refused[0].IsControlling);
                if (changed is not null)
                    report.Add(refused[0].Answer(),
                        $"role conflict (487), then {(changed.IsControlling == true ? "controlling" : "controlled")}", once: checks.Key);
            }
        }
    }

    private static string Call(string[] checksOfBob) =>
        IceExample.Call(4, [IceExample.AliceAsks("0.500", 1), IceExample.BobSays("0.530", 1), .. checksOfBob,
        IceExample.AliceAsks("0.600", 3, "use"), IceExample.BobSays("0.630", 3), .. IceExample.Media("0.700", 150)]);
}
