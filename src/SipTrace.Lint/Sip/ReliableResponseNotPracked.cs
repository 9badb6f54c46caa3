namespace SipTrace.Lint.Sip;

internal sealed class ReliableResponseNotPracked()
    : CallRule("SIP007", "reliable-response-not-pracked", Severity.Warning, RuleScope.Dialog, "RFC 3262 §3")
{
    private const int Enough = 3;

    public override string Why =>
        "A provisional answer with Require: 100rel is repeated until a PRACK arrives, and the call fails with 500 when none does. "
        + "Sent three times without one: the caller does not know 100rel though it said so, or the PRACK goes astray.";

    public override string Bad => Ringing().Again(0.5).Again(1).Again(2).Response("500 Server Internal Error").ToString();

    public override string Good => Ringing().Again(0.5).Request("PRACK").Ok().ToString();

    public override bool NeedsMedia => false;

    public override void Check(LintedCall call, Report report)
    {
        if (!call.Transcript.Messages.Exists(m => m.IsReliable)) return;
        foreach (var leg in call.Transcript.Legs)
        {
            var reliable = leg.Messages.FindAll(m => m is { IsReliable: true, Record.IsCopy: false });
            if (reliable.Count < Enough) continue;
            foreach (var sent in reliable.GroupBy(m => (m.Status, m.CSeq, m.ToTag, m.Source, Number: m.Header("RSeq"u8)))
                .Select(group => group.ToList()))
            {
                var first = sent[0];
                var isHeard = leg.Messages.Exists(m => m is { IsRequest: true, Method: "PRACK" } && m.Source == first.Destination
                    && m.Time >= first.Time);
                if (sent.Count >= Enough && !isHeard) report.Add(Place.StartLine(first),
                    $"reliable {first.Status} sent {sent.Count} times, no PRACK");
            }
        }
    }

    private static Example Ringing() => new Example().Invite(Example.Sdp("192.0.2.23", "m=audio 11780 RTP/AVP 8"),
        headers: "Supported: 100rel\n")
        .Response("183 Session Progress", Example.Sdp("203.0.113.5", "m=audio 14872 RTP/AVP 8"), "Require: 100rel\nRSeq: 6412\n");
}
