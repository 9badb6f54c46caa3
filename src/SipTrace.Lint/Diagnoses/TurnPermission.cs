namespace SipTrace.Lint.Diagnoses;

internal sealed class TurnPermission() : Diagnosis("D09", "turn-permission", "TURN permission",
    "coturn denied-peer-ip and allow-loopback-peers; a client that makes permissions only for candidates it was told",
    ["TURN002", "TURN003"])
{
    protected override IReadOnlyList<string> Explains => ["TURN002", "TURN003", "ICE035", "RTP002", "RTP001"];

    internal override Cause? Find(Symptoms seen)
    {
        if (seen.First("TURN002") is { } refused) return Sure(seen, $"The relay of {refused.Place.Sender} cannot be used (frame "
            + $"{refused.Place.Frame}): {refused.Message}.");
        if (seen.First("TURN003") is not { } missing || !(seen.IsUnheard || seen.Has("ICE035"))) return null;
        return Sure(seen, $"The relay drops what comes (frame {missing.Place.Frame}): {missing.Message}.");
    }
}
