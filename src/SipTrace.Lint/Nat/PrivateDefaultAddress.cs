using SipTrace.Correlation.Sip;
using SipTrace.Wire.Bytes;
using SipTrace.Wire.Sdp;

namespace SipTrace.Lint.Nat;

internal sealed class PrivateDefaultAddress() : SipRule("NAT001", "private-default-address", Severity.Warning, "")
{
    private const int EnoughToLatch = 50;

    public override string Why =>
        "The media address in c= is private, the message comes out of a NAT, and there is no ICE to find another: media sent there "
        + "arrives nowhere, unless a relay or the peer sends to where media comes from. Silent where a later leg shows that a proxy "
        + "replaced the address, or RTP that the peer latched.";

    public override string Bad => NatExample.Call(Example.Sdp("192.168.0.4", "m=audio 57288 RTP/AVP 8"));

    public override string Good => NatExample.Call(Example.Sdp("198.51.100.59", "m=audio 57288 RTP/AVP 8"));

    public override void Check(TranscriptMessage message, LintedCall call, Report report)
    {
        if (call.BodyOf(message) is not { } body) return;
        foreach (var media in body.Media)
        {
            if (!media.IsLive || media.Connection is not { Address.IsPrivate: true }) continue;
            if (media.HasIce && (media.Candidates.Count > 0 || media.Trickles)) continue;
            if (!NatProof.TryFind(message, out var proof) || IsReplacedLater(message, media.Index) || IsLatched(call, message, media)) continue;
            report.Add(body.ConnectionOf(media), $"{media.Default} is announced from behind a NAT ({proof.Words}), without ICE");
        }
    }

    private static bool IsReplacedLater(TranscriptMessage message, int media) => message.Logical.Sightings.Any(later => later != message
        && later.Time >= message.Time && later.Sdp is { } sdp && media < sdp.Media.Count
        && sdp.Media[media].Connection is { Address.IsPublic: true });

    private static bool IsLatched(LintedCall call, TranscriptMessage message, SdpMedia media)
    {
        int toReal = 0, toPrivate = 0;
        foreach (var flow in call.Seen.Flows)
        {
            if (flow.Ends.ReceiverTag != message.SenderTag || flow.Stream.LastTime < message.Time) continue;
            if (flow.Destination == media.Default) toPrivate += flow.Stream.Unique;
            else if (flow.Destination.IsPublic()) toReal += flow.Stream.Unique;
        }
        return toReal >= EnoughToLatch && toReal > toPrivate;
    }
}
