using System.Text;
using SipTrace.Correlation.Sip;

namespace SipTrace.Lint.Sip;

internal sealed class RequestUnanswered()
    : CallRule("SIP004", "request-unanswered", Severity.Warning, RuleScope.Dialog, "RFC 3261 §17.1.1.2")
{
    /// <summary>So often a request must be sent before its silence counts.</summary>
    public const int Enough = 4;

    public override string Why =>
        "A request that was sent four times without any answer reached nobody: address, port, transport or a firewall is wrong, or "
        + "it was too large for the path.";

    public override string Bad => new Example().Invite(Sdp).Again(0.5).Again(1).Again(2).Again(4).ToString();

    public override string Good => new Example().Invite(Sdp).Again(0.5).Again(1).Response("100 Trying").Response("486 Busy Here")
        .ToString();

    private static string Sdp => Example.Sdp("192.0.2.23", "m=audio 11780 RTP/AVP 8");

    public override bool NeedsMedia => false;

    public override void Check(LintedCall call, Report report)
    {
        foreach (var leg in call.Transcript.Legs)
        {
            foreach (var sent in Unanswered(call, leg))
                report.Add(Place.StartLine(sent[0]), $"{sent[0].Method} sent {sent.Count} times to {sent[0].Destination}, no answer");
        }
    }

    /// <summary>The requests of a leg, each with its repetitions, that were sent four times without an answer.</summary>
    public static IEnumerable<List<TranscriptMessage>> Unanswered(LintedCall call, Leg leg)
    {
        var count = 0;
        foreach (var message in leg.Messages)
        {
            if (IsOwnRequest(message)) count++;
        }
        return count < Enough ? [] : RepeatedWithoutAnswer(call, leg);
    }

    private static IEnumerable<List<TranscriptMessage>> RepeatedWithoutAnswer(LintedCall call, Leg leg) => leg.Messages.Where(IsOwnRequest)
        .GroupBy(m => (m.CSeq, m.Method, m.FromTag, Encoding.UTF8.GetString(m.Branch), m.Source)).Select(group => group.ToList())
        .Where(sent => sent.Count >= Enough && !IsAnswered(call, sent[0]));

    private static bool IsOwnRequest(TranscriptMessage message) => message is { IsRequest: true, Method: not "ACK", Record.IsCopy: false };

    // An answer that goes to another port of the sender is one all the same.
    private static bool IsAnswered(LintedCall call, TranscriptMessage request) => call.Transcript.Messages.Exists(m => !m.IsRequest
        && m.CSeq == request.CSeq && m.Method == request.Method && m.FromTag == request.FromTag
        && m.Source.HasSameAddress(request.Destination) && m.Destination.HasSameAddress(request.Source));
}
