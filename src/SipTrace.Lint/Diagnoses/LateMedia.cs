namespace SipTrace.Lint.Diagnoses;

internal sealed class LateMedia() : Diagnosis("D22", "late-media", "late media: slow ICE",
    "an answer in a reliable 183, fewer interfaces, an order of pairs that knows VPNs")
{
    protected override IReadOnlyList<string> Explains => ["ICE040"];

    internal override Cause? Find(Symptoms seen)
    {
        if (seen.IsSure("D17") || seen.IsUnheard) return null;
        if (seen.First("ICE040") is not { } slow) return AfterPickUp(seen);
        var dead = seen.Seen.Checks.Where(check => !check.IsSuccess).Select(check => (check.From, check.To)).Distinct().Count();
        return Sure(seen, $"Speech starts late (frame {slow.Place.Frame}): {slow.Message}" + (dead > 0
            ? $"; {dead} dead pairs were tried." : "."));
    }

    private static readonly TimeSpan Noticed = TimeSpan.FromSeconds(1);

    // The answer came with the 200 only: what the checks take is silence.
    private Cause? AfterPickUp(Symptoms seen)
    {
        foreach (var ice in seen.Linted.IceStreams)
        {
            if (ice.Nominations.Count == 0 || ice.Exchange.Answer.Message is not { Status: >= 200, Method: "INVITE" } answer
                || !ice.Exchange.IsFirst) continue;
            var nominated = ice.Nominations[0].Answered!.Value;
            if (nominated - answer.Time <= Noticed || seen.Seen.Flows.Any(flow => flow.IsDelivered
                && flow.Stream.FirstTime < nominated)) continue;
            return Sure(seen, $"Speech starts {Symptoms.Seconds(nominated - answer.Time)} s after pick-up: the SDP answer came only "
                + $"in the {answer.Status} "
                + $"(frame {answer.Frame}), and ICE began then.", Symptoms.EvidenceOf(answer, "the answer"));
        }
        return null;
    }
}
