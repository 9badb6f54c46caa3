using SipTrace.Correlation.Sip;
using SipTrace.Wire.Bytes;
using SipTrace.Wire.Sip;

namespace SipTrace.Lint.Diagnoses;

internal sealed class PrivateAddress() : Diagnosis("D03", "one-way-private-address", "one-way: private c=",
    "STUN or ICE in the phone, nat=force_rport,comedia or rtp_symmetric in the PBX, a relay", ["RTP001", "RTCP003", "RTP002"])
{
    protected override IReadOnlyList<string> Explains => ["RTP001", "RTCP003", "NAT001", "RTP012", "RTP006", "RTP002"];

    internal override Cause? Find(Symptoms seen)
    {
        if (!seen.Has("RTP001", "RTCP003", "RTP002") || seen.IsSure("D01", "D02", "D04")) return null;
        if (seen.First("NAT001") is { Place.Message: { } message } behind)
        {
            var media = message.Sdp?.Media.FirstOrDefault(m => m.Index == behind.Place.Media);
            if (seen.Seen.Flows.Any(flow => flow.Ends.ReceiverTag == behind.Place.Sender && flow.IsDelivered)) return null;
            var address = media?.Default.ToString() ?? "a private address";
            var (alice, bob) = (seen.NameOf(behind.Place.Sender), seen.PeerNameOf(behind.Place.Sender));
            var proof = Nat.NatProof.TryFind(message, out var nat) ? nat.Words : "";
            var what = seen.Has("RTP002") ? "No audio" : "One-way audio";
            var lost = seen.Seen.Flows.FirstOrDefault(flow => flow.Ends.ReceiverTag == behind.Place.Sender
                && flow.Destination == media?.Default);
            var real = seen.Seen.Flows.FirstOrDefault(flow => flow.Ends.SenderTag == behind.Place.Sender && flow.Source.IsPublic());
            var from = real is null ? "" : $", and RTP comes from {real.Source} (frame {real.Stream.FirstFrame})";
            return lost is null
                ? Sure(seen, $"{what}: {alice} announces {address} (frame {message.Frame}), where {bob} cannot send to, because {alice} "
                    + $"is behind a NAT: {proof}{from}.")
                : Sure(seen, $"{what}: {bob}'s RTP goes to {lost.Destination} (frame {lost.Stream.FirstFrame}), announced in "
                    + $"{alice}'s c= (frame {message.Frame}), but {alice} is behind a NAT: {proof}{from}.",
                    new Evidence(lost.Stream.FirstFile, lost.Stream.FirstFrame, $"RTP to {lost.Destination}"));
        }
        return AtThePhone(seen);
    }

    // At the phone itself only the answers to it tell what the world sees.
    private Cause? AtThePhone(Symptoms seen)
    {
        foreach (var message in seen.Messages)
        {
            if (message.IsRequest || message.Method != "INVITE" || message.FromTag != seen.Call.From.Tag) continue;
            if (!seen.Messages.Exists(m => m is { IsRequest: true, Method: "INVITE", ToTag.Length: 0 })) return null;
            ReadOnlySpan<byte> lowest = NatLowest(message);
            var via = SipVia.Parse(lowest);
            if (!Endpoint.TryParseAddress(via.Received, 0, out var received) || !received.IsPublic()) continue;
            if (!via.SentBy.TryGetEndpoint(0, out var sentBy) || !sentBy.IsPrivate()) continue;
            var offer = seen.Linted.Bodies.FirstOrDefault(body => body.Message!.SenderTag == message.FromTag);
            if (offer?.Media.FirstOrDefault() is not { } media || !media.Default.IsPrivate() || media.HasIce) continue;
            if (seen.Seen.Flows.Any(flow => flow.Ends.ReceiverTag == message.FromTag && flow.IsDelivered)) continue;
            var alice = seen.NameOf(message.FromTag);
            return Sure(seen, $"One-way audio: {alice} announces {media.Default} (frame {offer.Message!.Frame}), but "
                + $"the world sees {received.AddressText()} (received= in frame {message.Frame}): who sends to the private address "
                + "does not get here, and nothing arrives.",
                Symptoms.EvidenceOf(message, $"received={received.AddressText()}"));
        }
        return null;
    }

    private static ReadOnlySpan<byte> NatLowest(TranscriptMessage message) => message.LowestVia;
}
