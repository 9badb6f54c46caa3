using SipTrace.Wire.Bytes;

namespace SipTrace.Lint.Diagnoses;

internal sealed class StrangerInOwnSubnet() : Diagnosis("D17", "wrong-host-same-subnet", "same private network twice",
    "only a delay where the public pair works; VPN ranges, double NAT", ["NAT006"])
{
    protected override IReadOnlyList<string> Explains => ["NAT006", "STUN006", "ICE040"];

    internal override Cause? Find(Symptoms seen)
    {
        if (seen.First("NAT006") is not { } overlap) return null;
        var stranger = seen.Seen.Checks.FirstOrDefault(check => check.To.IsPrivate() && check.Receiver.Tag.Length > 0
            && check is { IsSuccess: false, Transaction.ErrorCode: > 0 and not 487 });
        if (stranger is not null)
        {
            return Sure(seen, $"{stranger.To.AddressText()} exists in both networks: the check to it (frame "
                + $"{stranger.Transaction.Frame}) met a stranger, who answered {stranger.Transaction.ErrorCode}; {overlap.Message}.",
                new Evidence(stranger.Transaction.File, stranger.Transaction.Frame, "the check"));
        }
        if (!seen.Has("ICE040") || seen.Seen.Checks.Any(check => check.IsSuccess && check.To.IsPrivate())) return null;
        return Likely(seen, $"Checks to the host candidates led nowhere, which cost time: {overlap.Message}.");
    }
}
