using System.Text;
using SipTrace.Correlation.Sip;
using SipTrace.Wire.Sip;

namespace SipTrace.Lint.Nat;

internal sealed class ResponseIgnoresSource()
    : CallRule("NAT004", "response-ignores-source", Severity.Error, RuleScope.Dialog, "RFC 3581 §4; RFC 3261 §18.2.2")
{
    public override string Why =>
        "The request asked with rport to be answered where it came from, and the answer went elsewhere: through a NAT it never "
        + "arrives, and the request is repeated until it times out.";

    public override string Bad => Good.Replace("203.0.113.5:5060 > 198.51.100.59:3072", "203.0.113.5:5060 > 198.51.100.59:5060",
        StringComparison.Ordinal);

    public override string Good => NatExample.Behind(NatExample.Register().Ok());

    public override bool NeedsMedia => false;

    public override void Check(LintedCall call, Report report)
    {
        ILookup<(string, string, string), TranscriptMessage>? requests = null;
        foreach (var response in call.Messages)
        {
            if (response.IsRequest || response.Branch.IsEmpty || response.Record.Transport != SipTransport.Udp
                || IsAnswerToSource(call, response)) continue;
            requests ??= call.Transcript.Messages.Where(m => m.IsRequest).ToLookup(TransactionOf);
            Check(response, [.. requests[TransactionOf(response)]], report);
        }
    }

    private static (string, string, string) TransactionOf(TranscriptMessage message) =>
        (Encoding.UTF8.GetString(message.Branch), message.Method, message.CSeq);

    private static void Check(TranscriptMessage response, List<TranscriptMessage> asked, Report report)
    {
        var request = asked.Find(m => m.Destination.HasSameAddress(response.Source) && m.Time <= response.Time
            && m.Record.Transport == SipTransport.Udp);
        if (request is null || !SipVia.Parse(request.Parse().TopVia).HasRport
            || asked.Exists(m => m.Source == response.Destination)) return;
        report.Add(Place.StartLine(response), $"the request came from {request.Source}, the answer went to {response.Destination}",
            [new Evidence(request.Record.File, request.Frame, "the request")], $"{request.Source} {response.Destination}");
    }

    // As nearly always; the request is not far before.
    private static bool IsAnswerToSource(LintedCall call, TranscriptMessage response)
    {
        const int near = 32;
        var messages = call.Transcript.Messages;
        for (var i = response.Position - 1; i >= Math.Max(0, response.Position - near); i--)
        {
            var request = messages[i];
            if (request.IsRequest && request.Method == response.Method && request.CSeq == response.CSeq
                && request.Source == response.Destination && request.Branch.SequenceEqual(response.Branch)) return true;
        }
        return false;
    }
}
