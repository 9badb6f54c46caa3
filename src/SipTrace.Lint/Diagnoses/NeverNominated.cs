namespace SipTrace.Lint.Diagnoses;

internal sealed class NeverNominated() : Diagnosis("D34", "never-nominated", "ICE: never nominated",
    "the ICE library; a peer that waits for media first", ["ICE036", "RTP001", "RTP002"])
{
    protected override IReadOnlyList<string> Explains => ["ICE036", "RTP002", "RTP001"];

    internal override Cause? Find(Symptoms seen)
    {
        if (seen.IsSure("D27", "D35", "D36")) return null;
        if (seen.First("ICE036") is not { } waiting) return HalfNominated(seen);
        return Sure(seen, $"Checks succeed, but no pair is ever nominated and media waits for it (frame {waiting.Place.Frame}): "
            + $"{waiting.Message}.");
    }

    // One component has its pair and the other never gets one: who controls waits for it, and sends nothing.
    private Cause? HalfNominated(Symptoms seen)
    {
        if (!seen.IsUnheard) return null;
        foreach (var ice in seen.Linted.IceStreams)
        {
            if (ice.Selected is not { } first || ice.Offer.IsRtcpMux && ice.Answer.IsRtcpMux) continue;
            if (!ice.Offer.Candidates.Any(one => one.Component == 2) || !ice.Answer.Candidates.Any(one => one.Component == 2)) continue;
            if (ice.Checks.Any(check => check.Component == 2 && check.IsNomination)) continue;
            var controlling = first.IsControlling == true ? first.Sender.Tag : first.Receiver.Tag;
            if (seen.Seen.Flows.Any(flow => flow.Ends.SenderTag == controlling && flow.IsDelivered)) continue;
            return Sure(seen, $"RTP has its pair, {first.Local} - {first.Remote} (frame {first.Transaction.Frame}), but "
                + $"{seen.NameOf(controlling)} "
                + "never nominates one for RTCP, and sends no media.",
                new Evidence(first.Transaction.File, first.Transaction.Frame, "the pair of RTP is nominated"));
        }
        return null;
    }
}
