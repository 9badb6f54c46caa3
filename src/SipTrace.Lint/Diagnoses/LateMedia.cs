namespace SipTrace.Lint.Diagnoses;

internal sealed class LateMedia() : Diagnosis("D22", "late-media", "late media: slow ICE",
    "an answer in a reliable 183, fewer interfaces, an order of pairs that knows VPNs", ["ICE040"])
{
    protected override IReadOnlyList<string> Explains => ["ICE040"];

    internal override Cause? Find(Symptoms seen)
    {
        if (seen.IsSure("D17") || seen.IsUnheard || seen.First("ICE040") is not { } slow) return null;
        if (!slow.Message.Contains("no speech", StringComparison.Ordinal)) return null;
        var dead = seen.Seen.Checks.Where(check => !check.IsSuccess).Select(check => (check.Sender.Tag, check.To)).Distinct().Count();
        return Sure(seen, $"Speech starts late: {slow.Message} (frame {slow.Place.Frame})" + (dead > 0
            ? $"; {dead} dead {(dead == 1 ? "pair was" : "pairs were")} tried." : "."));
    }
}
