using SipTrace.Correlation.Sip;

namespace SipTrace.Lint.Hop;

internal sealed class MessageNotForwarded() : CallRule("HOP007", "message-not-forwarded", Severity.Warning, RuleScope.Hop, "RFC 3261 §16")
{
    private static readonly TimeSpan Passing = TimeSpan.FromSeconds(0.5);

    public override string Why =>
        "A request inside a call reached a proxy that passes on the others of this side, and neither left it nor was answered by it. An ACK that is lost "
        + "so ends the call after 32 seconds; a Route or a Contact that the proxy cannot follow is the usual cause.";

    public override string Bad => Answered().Ack().At(20).Request("BYE").Forward(Bob).Ok().ToString();

    public override string Good => Answered().Ack().Forward(Bob).At(20).Request("BYE").Forward(Bob).Ok().ToString();

    private const string Bob = "198.51.100.46:5060";

    public override void Check(LintedCall call, Report report)
    {
        foreach (var logical in call.Transcript.LogicalMessages)
        {
            var request = logical.First;
            if (!request.IsRequest || request.ToTag.Length == 0 || logical.Sightings.Count != 1 || IsAnswered(request)) continue;
            if (request.Method == "ACK" && !AcknowledgesSuccess(call, request)) continue;
            if (ForwardedByPeer(call, request) is not { } onward) continue;
            var isSeen = call.Seen.WindowOf(request).GoesOn(request.Time, Passing) && call.Seen.WindowOf(onward).GoesOn(request.Time, Passing);
            if (!isSeen || Sip.RequestUnanswered.Unanswered(call, request.Leg).Any(sent => sent[0].Logical == logical)) continue;
            var proxy = request.Destination.AddressText();
            report.Add(Place.StartLine(request), $"{request.Method} reached {proxy} and never left it");
        }
    }

    // Another message of this side that the same host passed on.
    private static TranscriptMessage? ForwardedByPeer(LintedCall call, TranscriptMessage request)
    {
        foreach (var other in call.Transcript.LogicalMessages)
        {
            if (!other.First.IsRequest || other.First.FromTag != request.FromTag) continue;
            var hop = other.Hops.FirstOrDefault(hop => hop.HasSipElement && hop.Host.HasSameAddress(request.Destination) && !hop.Host.IsNone);
            if (hop is not null) return hop.After;
        }
        return null;
    }

    private static bool IsAnswered(TranscriptMessage request) => request.Method != "ACK" && request.Leg.Messages.Exists(m => !m.IsRequest
        && m.CSeq == request.CSeq && m.Method == request.Method && m.FromTag == request.FromTag && m.Source == request.Destination);

    private static bool AcknowledgesSuccess(LintedCall call, TranscriptMessage ack) => call.Transcript.Messages.Exists(m =>
        m is { Status: >= 200 and < 300, Method: "INVITE" } && m.CSeq == ack.CSeq && m.ToTag == ack.ToTag && m.Time <= ack.Time);

    private static Example Answered() => new Example(bob: "203.0.113.10:5060").Invite(Example.Sdp("192.0.2.66", "m=audio 54602 RTP/AVP 8"))
        .Forward(Bob).Ok(Example.Sdp("198.51.100.46", "m=audio 12000 RTP/AVP 8"));
}
