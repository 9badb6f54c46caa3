namespace SipTrace.Lint.Diagnoses;

internal sealed class Hairpin() : Diagnosis("D16", "hairpin", "no hairpinning",
    "ICE with host candidates; direct media only inside one LAN", ["NAT007"])
{
    protected override IReadOnlyList<string> Explains => ["NAT007", "ICE035", "RTP001", "RTP002", "ICE036"];

    internal override Cause? Find(Symptoms seen)
    {
        if (seen.First("NAT007") is not { } shared || !(seen.IsUnheard || seen.Has("ICE035"))) return null;
        var isUsed = seen.Seen.Checks.Select(check => check.To).Concat(seen.Seen.Flows.Select(flow => flow.Destination))
            .Any(address => shared.Message.Contains($" {address.AddressText()}:", StringComparison.Ordinal));
        if (!isUsed) return null;
        return Sure(seen, $"Media goes to the public address that both share, and the router does not turn it round: {shared.Message}.");
    }
}
