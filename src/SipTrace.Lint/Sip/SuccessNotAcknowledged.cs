using SipTrace.Correlation.Sip;

namespace SipTrace.Lint.Sip;

internal sealed class SuccessNotAcknowledged()
    : CallRule("SIP003", "2xx-not-acknowledged", Severity.Error, RuleScope.Dialog, "RFC 3261 §13.3.1.4")
{
    private const int Few = 8;

    private static readonly TimeSpan OnTheWay = TimeSpan.FromSeconds(0.2);

    public override string Why =>
        "Who answers a call repeats the 2xx until the ACK arrives, and hangs up after 32 seconds. Three times without an ACK, or "
        + "twice more though the ACK passed here: it is lost, mostly because the Contact of the answer cannot be reached.";

    public override string Bad => new Example().Invite(Sdp).Ok(Sdp).Again(0.5).Again(1).Again(2).ToString();

    public override string Good => new Example().Invite(Sdp).Ok(Sdp).Again(0.5).Ack().Bye().ToString();

    private static string Sdp => Example.Sdp("203.0.113.5", "m=audio 14872 RTP/AVP 8");

    public override bool NeedsMedia => false;

    public override void Check(LintedCall call, Report report)
    {
        foreach (var leg in call.Transcript.Legs)
        {
            var answers = leg.Messages.FindAll(m => m is { Status: >= 200 and < 300, Method: "INVITE", Record.IsCopy: false });
            if (MayRepeat(answers)) Check(leg, answers, report);
        }
    }

    private static void Check(Leg leg, List<TranscriptMessage> answers, Report report)
    {
        var acks = leg.Messages.Where(m => m is { IsRequest: true, Method: "ACK" }).ToLookup(m => (m.CSeq, m.ToTag));
        foreach (var sent in answers.GroupBy(m => (m.CSeq, m.ToTag, m.Source)).Select(group => group.ToList()))
        {
            var first = sent[0];
            var ack = acks[(first.CSeq, first.ToTag)].FirstOrDefault(m => m.Source == first.Destination);
            if (ack is null)
            {
                if (sent.Count >= 3) report.Add(Place.StartLine(first), $"{first.Status} sent {sent.Count} times, no ACK");
            }
            else if (sent.Count(m => m.Time > ack.Time + OnTheWay) >= 2)
                report.Add(Place.StartLine(first), $"{first.Status} sent again after the ACK passed here: the ACK is lost further on",
                    [new Evidence(ack.Record.File, ack.Frame, "the ACK")]);
        }
    }

    // Whether one was sent again, as far as a glance tells: most were not.
    private static bool MayRepeat(List<TranscriptMessage> answers)
    {
        if (answers.Count > Few) return true;
        for (var i = 1; i < answers.Count; i++)
        {
            for (var j = 0; j < i; j++)
            {
                if (answers[j].CSeq == answers[i].CSeq) return true;
            }
        }
        return false;
    }
}
