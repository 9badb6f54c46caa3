namespace SipTrace.Lint.Diagnoses;

internal sealed class NoTriggeredCheck() : Diagnosis("D27", "no-triggered-check", "answers checks, sends none",
    "an old ICE library, ICE lite set by mistake, a firewall on that side", ["ICE034"])
{
    protected override IReadOnlyList<string> Explains => ["ICE034", "RTP001", "RTP002", "NAT005", "ICE035", "ICE036"];

    internal override Cause? Find(Symptoms seen)
    {
        if (seen.IsSure("D01", "D36", "D05", "D08") || seen.First("ICE034") is not { } silent || !seen.IsUnheard) return null;
        var tag = silent.Place.Sender;
        if (seen.Seen.Flows.Any(flow => flow.Ends.SenderTag == tag && flow.IsDelivered)) return null;
        var check = seen.Seen.Checks.FirstOrDefault(one => one.Receiver.Tag == tag && one.IsSuccess);
        var from = check is null ? "" : $" from {check.From}";
        return Sure(seen, $"{seen.NameOf(tag)} answers the checks of {seen.PeerNameOf(tag)}{from}, but never checks back (RFC 8445 "
            + $"§7.3.1.4) and sends nothing.");
    }
}
