namespace SipTrace.Lint.Diagnoses;

internal sealed class SipAlg() : Diagnosis("D12", "sip-alg", "SIP ALG",
    "switch the ALG off (\"SIP helper\", nf_conntrack_sip), or use TLS", ["HOP006"])
{
    protected override IReadOnlyList<string> Explains => ["HOP006", "HOP001", "SIP001", "STUN001", "HOP002"];

    internal override Cause? Find(Symptoms seen)
    {
        if (seen.First("HOP006") is not { } rewritten) return null;
        return Sure(seen, $"A router rewrites SIP on the way: {rewritten.Message}.");
    }
}
