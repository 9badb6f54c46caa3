using SipTrace.Correlation.Sip;
using SipTrace.Wire.Sdp;

namespace SipTrace.Lint.Nat;

internal sealed class OnlyPrivateCandidates() : SipRule("NAT009", "only-private-candidates", Severity.Info, "RFC 8445 §5.1.1")
{
    public override string Why =>
        "An agent does ICE from behind a NAT and lists private addresses alone: no STUN server told it the public one. It can only "
        + "be reached where it checks first, so that its peer learns the address from the check, and not at all where both are so.";

    public override string Bad => NatExample.Call(Offer);

    public override string Good => NatExample.Call(Offer + "a=candidate:2 1 UDP 1694498815 198.51.100.59 57288 typ srflx raddr "
        + "192.168.0.4 rport 57288\n");

    public override Fold Fold => Fold.Agent;

    private static string Offer => Example.Sdp("192.168.0.4", "m=audio 57288 RTP/AVP 8", "a=ice-ufrag:b2f90c",
        "a=ice-pwd:c9a3e71d05b84f62a1d7c3905b8e", "a=rtcp-mux",
        "a=candidate:1 1 UDP 2130706431 192.168.0.4 57288 typ host");

    public override void Check(TranscriptMessage message, LintedCall call, Report report)
    {
        if (call.BodyOf(message) is not { } body) return;
        foreach (var media in body.Media)
        {
            if (!media.IsLive || !media.HasIce || media.Trickles || media.Candidates.Count == 0) continue;
            if (!AreAllPrivate(media) || !NatProof.TryFind(message, out var proof)) continue;
            var who = message.SenderTag == call.Call.From.Tag ? "the caller" : "the callee";
            report.Add(body.At(media, "candidate"), $"every candidate of {who} is private, yet there is a NAT ({proof.Words}): {who} can "
                + "only be reached where its checks go first");
        }
    }

    private static bool AreAllPrivate(SdpMedia media)
    {
        var hasAny = false;
        foreach (var candidate in media.Candidates)
        {
            if (candidate.Component != 1) continue;
            if (!candidate.Address.IsPrivate) return false;
            hasAny = true;
        }
        return hasAny;
    }
}
