using SipTrace.Correlation.Sip;

namespace SipTrace.Lint.Sip;

internal sealed class InDialogRequestRefused()
    : CallRule("SIP008", "in-dialog-request-refused", Severity.Warning, RuleScope.Dialog, "RFC 3261 §12.2.2")
{
    public override string Why =>
        "A request inside a call that is answered with 404, 481 and the like did not find the other side: a Contact that nobody can "
        + "reach, a Route that was lost, a side that has given up already. A BYE that crosses the other side's BYE may be refused.";

    public override string Bad => Talk().Request("BYE").Response("404 Not Found").ToString();

    public override string Good => Talk().Request("BYE").Request("BYE", byBob: true).Response("481 Call/Transaction Does Not Exist")
        .ToString();

    public override bool NeedsMedia => false;

    public override void Check(LintedCall call, Report report)
    {
        if (!call.Messages.Exists(IsRefusal)) return;
        var requests = call.Transcript.Messages.Where(m => m.IsRequest && m.ToTag.Length > 0)
            .ToLookup(m => (m.Leg, m.CSeq, m.Method, m.FromTag));
        foreach (var response in call.Messages)
        {
            if (!IsRefusal(response)) continue;
            if (requests[(response.Leg, response.CSeq, response.Method, response.FromTag)].FirstOrDefault(m =>
                m.Time <= response.Time) is not { } request) continue;
            if (request.Method == "BYE" && IsOverAlready(call, request, response)) continue;
            report.Add(Place.StartLine(response), $"{request.Method} inside the call answered with {response.Status}",
                once: request.Method);
        }
    }

    private static bool IsRefusal(TranscriptMessage response) => response.Status is 403 or 404 or 405 or 408 or 410 or 481 or 501
        && response.Method is "BYE" or "INVITE" or "UPDATE" or "INFO" or "REFER";

    private static bool IsOverAlready(LintedCall call, TranscriptMessage bye, TranscriptMessage refusal)
    {
        foreach (var other in call.Transcript.Messages)
        {
            if (other is not { IsRequest: true, Method: "BYE" } || other.FromTag == bye.FromTag || other.Time > refusal.Time) continue;
            if (other.Time >= bye.Time) return true;
            var answer = call.Transcript.Messages.Find(m => m is { IsRequest: false, Method: "BYE" } && m.CSeq == other.CSeq
                && m.FromTag == other.FromTag);
            if (answer is null || answer.Time >= bye.Time || answer.Status is >= 200 and < 300) return true;
        }
        return false;
    }

    private static Example Talk() => new Example().Invite(Example.Sdp("192.0.2.23", "m=audio 11780 RTP/AVP 8"))
        .Ok(Example.Sdp("203.0.113.5", "m=audio 14872 RTP/AVP 8")).Ack();
}
