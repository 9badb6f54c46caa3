using SipTrace.Correlation.Evidence;

namespace SipTrace.Lint.Ice;

internal sealed class RoleWrong() : CallRule("ICE037", "role-wrong", Severity.Error, RuleScope.DialogStun, "RFC 8445 §6.1.1, §7.3.1.1")
{
    private const int Enough = 3;

    public override string Why =>
        "One agent controls and nominates, the other is controlled. Where both hold one role, a 487 makes one of them change. An "
        + "agent that nominates though controlled, or never changes, keeps ICE from ending, or ends it with another pair on each side.";

    public override string Bad => Call(IceExample.AliceAsks("0.600", 3, "use", "controlled"));

    public override string Good => Call(IceExample.AliceAsks("0.600", 3, "use"));

    public override void Check(LintedCall call, Report report)
    {
        foreach (var stream in call.IceStreams)
        {
            if (IsPlain(stream.Checks)) continue;
            var isConflictSeen = stream.Checks.Exists(check => check.Transaction.ErrorCode == 487);
            var bySender = BySender(stream.Checks);
            foreach (var checks in bySender) Check(checks, report);
            if (isConflictSeen || bySender.Count < 2) continue;
            if (SameRole(bySender[0]) is { } role && SameRole(bySender[1]) == role)
                report.Add(bySender[1][0].Request(), $"both agents say ICE-{(role ? "CONTROLLING" : "CONTROLLED")}, no 487", once: "both");
        }
    }

    private static List<List<IceCheck>> BySender(List<IceCheck> checks)
    {
        var bySender = new List<List<IceCheck>>(2);
        foreach (var check in checks)
        {
            if (bySender.Find(known => known[0].Sender.Tag == check.Sender.Tag) is { } mine) mine.Add(check);
            else bySender.Add([check]);
        }
        return bySender;
    }

    // No conflict, no nomination by the controlled, and the two begin with different roles: so it is nearly always.
    private static bool IsPlain(List<IceCheck> checks)
    {
        IceCheck? other = null;
        foreach (var check in checks)
        {
            if (check.Transaction.ErrorCode == 487 || (check.Transaction.HasUseCandidate && check.IsControlling == false)) return false;
            if (check.Sender.Tag != checks[0].Sender.Tag) other ??= check;
        }
        return other is null || other.IsControlling != checks[0].IsControlling;
    }

    private static void Check(List<IceCheck> checks, Report report)
    {
        if (checks.Find(check => check.Transaction.HasUseCandidate && check.IsControlling == false) is { } nomination)
            report.Add(nomination.Request(), "USE-CANDIDATE together with ICE-CONTROLLED", once: "nomination " + nomination.Sender.Tag);
        var refused = checks.FindAll(check => check.Transaction.ErrorCode == 487);
        if (refused.Count >= Enough && checks.TrueForAll(check => check.IsControlling == refused[0].IsControlling))
            report.Add(refused[0].Answer(), $"{refused.Count} answers 487, and the agent keeps its role",
                once: "487 " + refused[0].Sender.Tag);
    }

    // The role an agent says in three checks and more, and no other.
    private static bool? SameRole(List<IceCheck> checks) =>
        checks.Count >= Enough && checks[0].IsControlling is { } role && checks.TrueForAll(check => check.IsControlling == role) ? role
            : null;

    private static string Call(string nomination) =>
        IceExample.Call(4, [.. IceExample.Checks[..4], nomination, IceExample.BobSays("0.630", 3), .. IceExample.Media("0.700", 150)]);
}
