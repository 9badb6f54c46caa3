namespace SipTrace.Lint.Diagnoses;

internal sealed class OneSidedIce() : Diagnosis("D04", "ice-one-sided", "ICE one-sided",
    "the ICE mode \"required\" in who offers; a B2BUA that strips ICE", ["ICE020"])
{
    protected override IReadOnlyList<string> Explains => ["ICE020", "ICE022", "RTP001", "RTP002", "ICE034"];

    internal override Cause? Find(Symptoms seen)
    {
        if (!seen.IsUnheard || seen.IsSure("D01", "D02") || seen.First("ICE020") is not { } off) return null;
        var tag = off.Place.Sender;
        if (seen.Seen.Flows.Any(flow => flow.Ends.SenderTag == seen.PeerOf(tag) && flow.Stream.Unique >= Enough)) return null;
        return Sure(seen, $"{seen.PeerNameOf(tag)} offered ICE, {seen.NameOf(tag)} answered without (frame {off.Place.Frame}); "
            + $"{seen.PeerNameOf(tag)} sends no media, although RFC 8839 wants plain RTP then.");
    }

    private const int Enough = 50;
}
