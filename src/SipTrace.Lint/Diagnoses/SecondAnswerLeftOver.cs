namespace SipTrace.Lint.Diagnoses;

internal sealed class SecondAnswerLeftOver() : Diagnosis("D28", "second-answer-left-over", "second answer of a fork left over",
    "the caller must ACK a second answer and end it with BYE (RFC 3261 §13.2.2.4); a proxy that forks and does not cancel in time",
    ["SIP003"])
{
    protected override IReadOnlyList<string> Explains => ["SIP003"];

    internal override Cause? Find(Symptoms seen)
    {
        foreach (var finding in seen.Findings.Where(f => f.Rule.Code == "SIP003"))
        {
            if (finding.Place.Message is not { } left) continue;
            var other = seen.Messages.Find(m => m is { IsRequest: true, Method: "ACK" } && m.ToTag.Length > 0
                && m.ToTag != left.ToTag);
            if (other is null || !seen.Messages.Exists(m => m is { Status: >= 200 and < 300, Method: "INVITE" }
                && m.ToTag == other.ToTag)) continue;
            return Sure(seen, $"Two phones answered; the {left.Status} with tag {left.ToTag} (frame {left.Frame}, from {left.Source}) "
                + $"was neither acknowledged nor ended: "
                + "who lifted that phone hears nothing.", Symptoms.EvidenceOf(other, "the ACK of the other"));
        }
        return null;
    }
}
