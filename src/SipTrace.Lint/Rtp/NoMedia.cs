using SipTrace.Wire.Sdp;

namespace SipTrace.Lint.Rtp;

internal sealed class NoMedia() : CallRule("RTP002", "no-media", Severity.Error, RuleScope.DialogRtp, "")
{
    private static readonly TimeSpan LongEnough = TimeSpan.FromSeconds(5), LongEnoughForIce = TimeSpan.FromSeconds(10);

    public override string Why =>
        "Both sides agreed to talk and no RTP reaches either, though checks, RTCP or undeliverable RTP of the call pass here: "
        + "nobody hears anything. A capture that sees signalling alone, or a pair that may run in a network which is not captured, "
        + "proves nothing.";

    public override string Bad => MediaExample.Ice().At(22).Bye().ToString();

    public override string Good => MediaExample.Ice().Packet(MediaExample.FromAlice(1.1, 900)).Packet(MediaExample.FromBob(1.1, 900))
        .At(22).Bye().ToString();

    public override void Check(LintedCall call, Report report)
    {
        foreach (var stream in call.AgreedStreams)
        {
            if (!stream.IsAudio || !stream.IsAlwaysTwoWay || HasHiddenRelay(call, stream)) continue;
            var strays = StrayChecks(call);
            foreach (var point in call.Seen.MediaPoints.Union(strays.Select(index => (int)call.Trace.Stun.Transactions[index].Point)))
            {
                var length = stream.EndAt(call, point) - stream.Confirmed;
                if (length < (stream.HasIce ? LongEnoughForIce : LongEnough) || MayRunElsewhere(call, stream, point)) continue;
                if (call.Seen.Flows.Any(flow => flow.Point == point && flow.IsDelivered)
                    || PlaceAt(call, point, strays) is not { } place) continue;
                report.Add(place with { Media = stream.Index }, $"no RTP in {length.TotalSeconds:0} s of call",
                    once: $"{stream.CalleeTag} {stream.Index}");
            }
        }
    }

    // Checks between addresses of the call with a USERNAME that it does not know.
    private static List<int> StrayChecks(LintedCall call) => [.. call.Seen.Addresses.Select(address => address.Endpoint).Distinct()
        .SelectMany(call.Capture.UnknownChecksAt).Distinct().Order()
        .Where(index => call.Trace.Stun.Transactions[index] is { Requests: > 0 } one && one.Time >= call.Call.Started
        && one.Time <= call.Call.LastSeen)];

    private static bool MayRunElsewhere(LintedCall call, AgreedStream stream, int point) =>
        stream.HasIce && stream.Exchanges.Any(exchange => call.Seen.MayRunElsewhere(exchange.Negotiation, stream.Index, 1, point));

    // Media of a relay whose allocation was not seen may be in TLS or TCP.
    private static bool HasHiddenRelay(LintedCall call, AgreedStream stream) => stream.Exchanges
        .SelectMany(exchange => exchange.Offer.Media[stream.Index].Candidates.Concat(exchange.Answer.Media[stream.Index].Candidates))
        .Any(candidate => candidate.Type == CandidateType.Relay && call.Trace.Turn.Find(candidate.Endpoint) is null);

    private static Place? PlaceAt(LintedCall call, int point, List<int> strays)
    {
        if (call.Seen.Checks.FirstOrDefault(check => check.Point == point) is { } check)
            return Place.Packet(check.Transaction.File, check.Transaction.Frame, check.Time, check.Sender.Tag);
        if (call.Seen.Flows.FirstOrDefault(flow => flow.Point == point) is { } flow) return flow.First();
        if (call.Seen.RtcpFlows.FirstOrDefault(flow => flow.Point == point) is { } rtcp)
            return Place.Packet(rtcp.Path.File, rtcp.Path.FirstFrame, rtcp.Path.FirstTime, rtcp.Ends.SenderTag);
        foreach (var index in strays)
        {
            ref var stray = ref call.Trace.Stun.Transactions[index];
            if (stray.Point == point) return Place.Packet(stray.File, stray.Frame, stray.Time,
                call.Trace.Endpoints[stray.Source].AddressText());
        }
        return null;
    }
}
