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
            foreach (var point in PointsOf(call))
            {
                if (HasMedia(call, point)) continue;
                var length = stream.EndAt(call, point) - stream.Confirmed;
                if (length < (stream.HasIce ? LongEnoughForIce : LongEnough) || MayRunElsewhere(call, stream, point)
                    || PlaceAt(call, point) is not { } place) continue;
                report.Add(place with { Media = stream.Index }, $"no RTP in {length.TotalSeconds:0} s of call",
                    once: $"{stream.CalleeTag} {stream.Index}");
            }
        }
    }

    private static bool HasMedia(LintedCall call, int point)
    {
        foreach (var flow in call.Seen.Flows)
        {
            if (flow.Point == point && flow.IsDelivered) return true;
        }
        return false;
    }

    // Checks between addresses of the call with a USERNAME that it does not know count too.
    private static List<int> PointsOf(LintedCall call) => call.UnknownChecks.Count == 0 ? call.Seen.MediaPoints
        : PointsWithChecks(call);

    private static List<int> PointsWithChecks(LintedCall call) =>
        [.. call.Seen.MediaPoints.Union(call.UnknownChecks.Select(index => (int)call.Trace.Stun.Transactions[index].Point))];

    private static bool MayRunElsewhere(LintedCall call, AgreedStream stream, int point) =>
        stream.HasIce && stream.Exchanges.Any(exchange => call.Seen.MayRunElsewhere(exchange.Negotiation, stream.Index, 1, point));

    // Media of a relay whose allocation was not seen may be in TLS or TCP.
    private static bool HasHiddenRelay(LintedCall call, AgreedStream stream)
    {
        foreach (var exchange in stream.Exchanges)
        {
            if (HasHiddenRelay(call, exchange.Offer.Media[stream.Index]) || HasHiddenRelay(call, exchange.Answer.Media[stream.Index]))
                return true;
        }
        return false;
    }

    private static bool HasHiddenRelay(LintedCall call, SdpMedia media)
    {
        foreach (var candidate in media.Candidates)
        {
            if (candidate.Type == CandidateType.Relay && call.Trace.Turn.Find(candidate.Endpoint) is null) return true;
        }
        return false;
    }

    private static Place? PlaceAt(LintedCall call, int point)
    {
        if (call.Seen.Checks.Find(check => check.Point == point) is { } check)
            return Place.Packet(check.Transaction.File, check.Transaction.Frame, check.Time, check.Sender.Tag);
        if (call.Seen.Flows.Find(flow => flow.Point == point) is { } flow) return flow.First();
        if (call.Seen.RtcpFlows.Find(flow => flow.Point == point) is { } rtcp)
            return Place.Packet(rtcp.Path.File, rtcp.Path.FirstFrame, rtcp.Path.FirstTime, rtcp.Ends.SenderTag);
        foreach (var index in call.UnknownChecks)
        {
            ref var stray = ref call.Trace.Stun.Transactions[index];
            if (stray.Point == point) return Place.Packet(stray.File, stray.Frame, stray.Time,
                call.Trace.Endpoints[stray.Source].AddressText());
        }
        return null;
    }
}
