using SipTrace.Correlation.Sip;
using SipTrace.Wire.Bytes;

namespace SipTrace.Lint.Hop;

internal sealed class MessageNotForwarded() : CallRule("HOP007", "message-not-forwarded", Severity.Warning, RuleScope.Hop, "RFC 3261 §16")
{
    private static readonly TimeSpan Passing = TimeSpan.FromSeconds(0.5);

    public override string Why =>
        "A request inside a call reached a proxy that passes on the others of this side, and neither left it nor was answered by "
        + "it. An ACK that is lost so ends the call after 32 seconds; a Route or a Contact that the proxy cannot follow is the usual "
        + "cause.";

    public override string Bad => Answered().Ack().At(20).Request("BYE").Forward(Bob).Ok().ToString();

    public override string Good => Answered().Ack().Forward(Bob).At(20).Request("BYE").Forward(Bob).Ok().ToString();

    private const string Bob = "198.51.100.46:5060";

    public override bool NeedsMedia => false;

    public override void Check(LintedCall call, Report report)
    {
        if (!IsAnyAlone(call)) return;
        var forwarded = Forwarded(call);
        if (forwarded.Count == 0) return;
        foreach (var logical in call.Transcript.LogicalMessages)
        {
            var request = logical.First;
            if (!IsAlone(logical)) continue;
            if (!forwarded.TryGetValue((request.FromTag, request.Destination.WithPort(0)), out var onward) || IsAnswered(request)) continue;
            if (request.Method == "ACK" && !AcknowledgesSuccess(call, request)) continue;
            var isSeen = call.Seen.WindowOf(request).GoesOn(request.Time, Passing)
                && call.Seen.WindowOf(onward).GoesOn(request.Time, Passing);
            if (!isSeen || Sip.RequestUnanswered.Unanswered(call, request.Leg).Any(sent => sent[0].Logical == logical)) continue;
            report.Add(Place.StartLine(request), $"{request.Method} reached {request.Destination.AddressText()} and never left it");
        }
    }

    // Whether a request inside the call was seen on one leg only: where a proxy passes all on, none was.
    private static bool IsAnyAlone(LintedCall call)
    {
        foreach (var logical in call.Transcript.LogicalMessages)
        {
            if (IsAlone(logical)) return true;
        }
        return false;
    }

    private static bool IsAlone(LogicalMessage logical) =>
        logical.Sightings.Count == 1 && logical.First is { IsRequest: true, ToTag.Length: > 0 };

    // For each side and host a request of that side which the host passed on.
    private static Dictionary<(string, Endpoint), TranscriptMessage> Forwarded(LintedCall call)
    {
        var found = new Dictionary<(string, Endpoint), TranscriptMessage>();
        foreach (var logical in call.Transcript.LogicalMessages)
        {
            if (!logical.First.IsRequest || logical.Sightings.Count < 2) continue;
            for (var i = 0; i < logical.Hops.Count; i++)
            {
                var hop = logical.Hops[i];
                if (hop.HasSipElement && !hop.Host.IsNone) found.TryAdd((hop.Before.FromTag, hop.Host.WithPort(0)), hop.After);
            }
        }
        return found;
    }

    private static bool IsAnswered(TranscriptMessage request) => request.Method != "ACK" && request.Leg.Messages.Exists(m => !m.IsRequest
        && m.CSeq == request.CSeq && m.Method == request.Method && m.FromTag == request.FromTag && m.Source == request.Destination);

    private static bool AcknowledgesSuccess(LintedCall call, TranscriptMessage ack) => call.Transcript.Messages.Exists(m =>
        m is { Status: >= 200 and < 300, Method: "INVITE" } && m.CSeq == ack.CSeq && m.ToTag == ack.ToTag && m.Time <= ack.Time);

    private static Example Answered() => new Example(bob: "203.0.113.10:5060").Invite(Example.Sdp("192.0.2.66", "m=audio 54602 RTP/AVP 8"))
        .Forward(Bob).Ok(Example.Sdp("198.51.100.46", "m=audio 12000 RTP/AVP 8"));
}
