namespace SipTrace.Lint.Diagnoses;

internal sealed class HalfIce() : Diagnosis("D02", "one-way-half-ice", "one-way: ICE off on one side",
    "the mismatch first (D01); the setting \"ICE required\" of the phone", ["RTP001"])
{
    protected override IReadOnlyList<string> Explains => ["RTP001", "ICE022", "ICE027", "ICE034", "RTP002"];

    internal override Cause? Find(Symptoms seen)
    {
        if (!seen.Has("RTP001") || seen.First("ICE022", "ICE027") is not { } off) return null;
        var tag = off.Place.Sender;
        var (bob, alice) = (seen.NameOf(tag), seen.PeerNameOf(tag));
        if (seen.Seen.Flows.Any(flow => flow.Ends.SenderTag == tag && flow.IsDelivered && flow.Stream.Unique >= 50)) return null;
        return Sure(seen, $"Audio only {alice} -> {bob}: {bob} switched ICE off (frame {off.Place.Frame}: {off.Message}), and nothing "
            + $"that {bob} sends reaches {alice}.");
    }
}
