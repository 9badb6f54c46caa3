using SipTrace.Correlation.Evidence;
using SipTrace.Wire.Bytes;
using SipTrace.Wire.Sdp;

namespace SipTrace.Lint.Ice;

internal sealed class RemoteCandidatesWrong()
    : CallRule("ICE033", "remote-candidates-wrong", Severity.Error, RuleScope.DialogStun, "RFC 8839 §5.2, §4.4.1.2.2")
{
    public override string Why =>
        "a=remote-candidates names the peer's end of the selected pair, for every component. With another address the answerer "
        + "believes that a pair was selected which was not, and sends media there.";

    public override string Bad => Reoffer("a=remote-candidates:1 203.0.113.5 14999\n");

    public override string Good => Reoffer("a=remote-candidates:1 203.0.113.5 14872\n");

    public override void Check(LintedCall call, Report report)
    {
        foreach (var (body, media, nominations) in call.UpdatedOffers)
        {
            var tag = body.Message!.SenderTag;
            if (nominations[^1].Sender.Tag != tag || media.RemoteCandidates.Count == 0) continue;
            if (FirstWrong(call, media, nominations, tag) is { } wrong)
                report.Add(body.At(wrong.Line),
                    $"a=remote-candidates says {wrong.Address.Endpoint.WithPort((ushort)wrong.Port)}, the nominated one is "
                    + $"{PeerEnd(nominations[^1], tag)}", [ReofferNotTheSelectedPair.Proof(nominations[^1])]);
            else if (!media.IsRtcpMux && media.Candidates.Any(c => c.Component == 2)
                && !media.RemoteCandidates.Any(one => one.Component == 2))
                report.Add(body.At(media, "remote-candidates"), "a=remote-candidates leaves out component 2, which has candidates");
        }
    }

    private static SdpRemoteCandidate? FirstWrong(LintedCall call, SdpMedia media, List<IceCheck> nominations, string tag)
    {
        foreach (var one in media.RemoteCandidates)
        {
            if (one.Component == 1 && one.Address.IsLiteral
                && !IsNominated(call, nominations, tag, one.Address.Endpoint.WithPort((ushort)one.Port))) return one;
        }
        return null;
    }

    private static bool IsNominated(LintedCall call, List<IceCheck> nominations, string tag, Endpoint endpoint)
    {
        foreach (var check in nominations)
        {
            if (call.Seen.AreSameSocket(endpoint, PeerEnd(check, tag))) return true;
        }
        return false;
    }

    private static Endpoint PeerEnd(IceCheck check, string tag) =>
        CallEvidence.EndOf(check, check.Sender.Tag == tag ? check.Receiver.Tag : check.Sender.Tag);

    private static string Reoffer(string line) => IceExample.Begin().With(IceExample.Checks).With(IceExample.Media("0.700", 50)).At(0.9)
        .Invite(IceExample.Next(IceExample.Offer) + line).Ok(IceExample.Next(IceExample.Answer)).Ack().Bye().ToString();
}
