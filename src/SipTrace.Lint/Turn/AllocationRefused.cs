using SipTrace.Correlation;
using SipTrace.Correlation.Ice;
using SipTrace.Wire.Stun;

namespace SipTrace.Lint.Turn;

internal sealed class AllocationRefused()
    : CallRule("TURN001", "allocation-refused", Severity.Error, RuleScope.DialogStun, "RFC 8656 §7.4")
{
    private const int Enough = 3;

    public override string Why =>
        "The TURN server gave no relay: 401 or 441 wrong credentials, 403 its policy, 437 the client's port is still in use, 442 a "
        + "transport it does not relay, 486 the user's quota, 508 no ports left. Behind NATs that let no direct path through, the call "
        + "has no media. The 401 to a request without credentials asks for them, and is right.";

    public override string Bad => TurnExample.Call(TurnExample.Begin(answer: "allocate-err tid=801 code=401", candidate: "a=X-relay:none"));

    public override string Good => TurnExample.Call(TurnExample.Begin());

    public override bool NeedsMedia => false;

    public override void Check(LintedCall call, Report report)
    {
        if (!call.Call.IsInvite) return;
        foreach (var allocation in call.Seen.Allocations)
        {
            foreach (var error in RefusalsOf(allocation)) Add(allocation, error, report);
        }
    }

    public override void CheckWithoutCalls(Trace trace, Report report)
    {
        foreach (var allocation in trace.Turn.Allocations)
        {
            var refusals = RefusalsOf(allocation).ToList();
            if (refusals.Count >= Enough) Add(allocation, refusals[0], report);
        }
    }

    private static IEnumerable<TurnError> RefusalsOf(TurnAllocation allocation) =>
        allocation.Errors.Where(error => error.Method == StunMethod.Allocate && error.Code is not (0 or 300 or 438));

    private static void Add(TurnAllocation allocation, TurnError error, Report report) =>
        report.Add(Place.Packet(allocation.File, error.Frame, error.Time, allocation.Client.AddressText()),
            $"Allocate refused with {error.Code}{MeaningOf(error)}", once: $"{allocation.Client} {allocation.Server} {error.Code}");

    private static string MeaningOf(TurnError error) => error.Code switch
    {
        401 when error.HadCredentials => " although credentials were given",
        401 or 441 => ": wrong credentials",
        403 => ": the server's policy forbids it",
        437 => ": the client's port still has an allocation",
        442 => ": the server does not relay this transport",
        486 => ": the user's quota is used up",
        508 => ": the server has no ports left",
        _ => "",
    };
}
