using SipTrace.Wire.Bytes;

namespace SipTrace.Lint.Diagnoses;

internal sealed class ChecksFiltered() : Diagnosis("D06", "checks-filtered", "ICE: checks filtered",
    "the firewall policy (full cone), its UDP timeout", ["ICE035", "RTP001", "RTP002"])
{
    protected override IReadOnlyList<string> Explains => ["ICE035", "RTP002", "RTP001", "ICE034"];

    internal override Cause? Find(Symptoms seen)
    {
        if (seen.IsSure("D01", "D02", "D04", "D05", "D07", "D08", "D09", "D16", "D27", "D34", "D35", "D36", "D37")) return null;
        if (seen.First("ICE035") is not { } && !seen.IsUnheard) return null;
        var dead = seen.Seen.Checks.Where(check => !check.IsSuccess && check.To.IsPublic()).ToList();
        if (dead.Count == 0 || seen.Seen.Checks.Any(check => check.IsSuccess)) return null;
        var pair = dead.GroupBy(check => (check.From, check.To)).MaxBy(checks => checks.Count())!.ToList();
        var first = pair[0];
        var checks = pair.Count == 1 ? "A check leaves" : $"{pair.Count} checks leave";
        return Sure(seen, $"{checks} {first.From} for {first.To} (from frame {first.Transaction.Frame}) and nothing answers in the "
            + $"{Symptoms.Seconds((seen.Call.Ended ?? seen.Call.LastSeen) - first.Time)} s that are left of the call: "
            + $"something near {seen.NameOf(first.Receiver.Tag)} filters UDP from unknown peers.",
                new Evidence(first.Transaction.File, first.Transaction.Frame, "the first check"));
    }
}
