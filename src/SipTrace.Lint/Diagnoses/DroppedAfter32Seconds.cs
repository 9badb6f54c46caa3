namespace SipTrace.Lint.Diagnoses;

internal sealed class DroppedAfter32Seconds() : Diagnosis("D13", "dropped-after-32s", "dropped 32 s: ACK lost",
    "rewrite_contact, add_contact_alias, Record-Route, GRUU handling", ["SIP003"])
{
    protected override IReadOnlyList<string> Explains => ["SIP003", "HOP007", "NAT002", "SIP008", "RTP011"];

    internal override Cause? Find(Symptoms seen)
    {
        if (seen.IsSure("D28") || seen.First("SIP003") is not { Place.Message: { } answer } lost) return null;
        var bye = seen.Messages.Find(m => m is { IsRequest: true, Method: "BYE" } && m.SenderTag == answer.ToTag);
        var end = bye?.Time ?? seen.Call.LastSeen;
        if (end - answer.Time < Least || end - answer.Time > Most) return null;
        var ack = seen.Messages.FindLast(m => m is { IsRequest: true, Method: "ACK" });
        var where = ack is null ? "none was sent here" : $"it went to {ack.Destination} (frame {ack.Frame})";
        var bob = seen.NameOf(answer.ToTag);
        return Sure(seen, $"{bob} {(bye is null ? "falls silent" : "hangs up")} {Symptoms.Seconds(end - answer.Time)} s after "
            + $"answering because the ACK never arrived: {where}; {lost.Message} (frame {answer.Frame}).",
            bye is null ? [] : [Symptoms.EvidenceOf(bye, "the BYE")]);
    }

    private static readonly TimeSpan Least = TimeSpan.FromSeconds(29), Most = TimeSpan.FromSeconds(36);
}
