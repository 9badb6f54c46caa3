using SipTrace.Correlation.Evidence;

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
        foreach (var (body, media, nominations) in ReofferNotTheSelectedPair.UpdatedOffers(call))
        {
            var tag = body.Message!.SenderTag;
            if (nominations[^1].Sender.Tag != tag || media.RemoteCandidates.Count == 0) continue;
            var ends = nominations.ConvertAll(check => CallEvidence.EndOf(check, check.Sender.Tag == tag ? check.Receiver.Tag
                : check.Sender.Tag));
            var wrong = media.RemoteCandidates.FirstOrDefault(one => one.Component == 1 && one.Address.IsLiteral
                && !ends.Exists(end => call.Seen.AreSameSocket(one.Address.Endpoint.WithPort((ushort)one.Port), end)));
            if (wrong is not null)
                report.Add(body.At(wrong.Line),
                    $"a=remote-candidates says {wrong.Address.Endpoint.WithPort((ushort)wrong.Port)}, the nominated one is {ends[^1]}",
                    [ReofferNotTheSelectedPair.Proof(nominations[^1])]);
            else if (!media.IsRtcpMux && media.Candidates.Any(c => c.Component == 2)
                && !media.RemoteCandidates.Any(one => one.Component == 2))
                report.Add(body.At(media, "remote-candidates"), "a=remote-candidates leaves out component 2, which has candidates");
        }
    }

    private static string Reoffer(string line) => IceExample.Begin().With(IceExample.Checks).With(IceExample.Media("0.700", 50)).At(0.9)
        .Invite(IceExample.Next(IceExample.Offer) + line).Ok(IceExample.Next(IceExample.Answer)).Ack().Bye().ToString();
}
