using SipTrace.Wire.Sdp;

namespace SipTrace.Lint.Diagnoses;

internal sealed class SilenceByAgreement() : Diagnosis("D20", "silence-by-agreement", "silence: left on hold",
    "a transfer by B2BUA; a resume that was answered recvonly")
{
    protected override IReadOnlyList<string> Explains => ["OA004"];

    internal override Cause? Find(Symptoms seen)
    {
        foreach (var stream in seen.Streams)
        {
            if (!stream.IsAudio || stream.IsTwoWayNow || stream.Exchanges.Count < 2 || !stream.Exchanges.Any(one
                => Directions(one, stream.Index) == (MediaDirection.SendRecv, MediaDirection.SendRecv))) continue;
            var hold = stream.Exchanges[^1];
            var end = seen.Call.Ended ?? seen.Call.LastSeen;
            var since = hold.Answer.Message!.Time;
            if (end - since < LongEnough || !seen.Seen.MediaPoints.Any()) continue;
            var offer = hold.Offer.Message!;
            var senders = seen.Seen.Flows.Where(flow => flow.PacketsBetween(since + CallGrace, end) >= 50).Select(flow
                => flow.Ends.SenderTag).Distinct().Count();
            if (senders >= 2) continue;
            if (seen.Messages.Exists(m => m is { IsRequest: true, Method: "REFER" } || m.Header("Replaces"u8) is not null)) return null;
            return Sure(seen, $"Silence is negotiated: {seen.NameOf(offer.SenderTag)} put the call on hold at "
                + $"{seen.After(offer.Time)} s (frame {offer.Frame}) and never resumed.",
                Symptoms.EvidenceOf(offer, "the hold"));
        }
        return null;
    }

    private static readonly TimeSpan LongEnough = TimeSpan.FromSeconds(10), CallGrace = TimeSpan.FromSeconds(2);

    private static (MediaDirection, MediaDirection) Directions(Exchange exchange, int media) =>
        (exchange.Offer.Media[media].Direction, exchange.Answer.Media[media].Direction);
}
