namespace SipTrace.Lint.Ice;

internal sealed class RemoteCandidatesMisplaced()
    : CallRule("ICE028", "remote-candidates-misplaced", Severity.Warning, RuleScope.DialogStun, "RFC 8839 §5.2, §4.4.2")
{
    public override string Why =>
        "a=remote-candidates is for the offer in which the controlling agent tells the pair that it selected. In an answer, in the "
        + "first offer, or from the controlled agent it says nothing, and strict peers refuse it.";

    public override string Bad => Example.Call(IceExample.Offer, IceExample.Answer + "a=remote-candidates:1 192.0.2.23 11780\n");

    public override string Good => IceExample.With(IceExample.Begin(), IceExample.Checks).With(IceExample.Media("0.700", 50)).At(0.9)
        .Invite(IceExample.Next(IceExample.Offer) + "a=remote-candidates:1 203.0.113.5 14872\n").Ok(IceExample.Next(IceExample.Answer))
            .Ack().Bye().ToString();

    public override void Check(LintedCall call, Report report)
    {
        foreach (var body in call.Bodies)
        {
            foreach (var media in body.Media)
            {
                if (!media.TryGetAttribute("remote-candidates", out var line)) continue;
                if (body.Role == BodyRole.Answer) report.Add(body.At(line), "a=remote-candidates in an answer");
                else if (IsFirstOffer(call, body)) report.Add(body.At(line), "a=remote-candidates in the first offer, before any check");
                else if (body.Role == BodyRole.Offer && IsControlled(call, body, media.Index, media.IceUfrag))
                    report.Add(body.At(line), "a=remote-candidates from the side whose peer nominated the pair");
            }
        }
    }

    private static bool IsFirstOffer(LintedCall call, SdpBody body)
    {
        foreach (var exchange in call.Exchanges)
        {
            if (exchange.IsFirst && exchange.Offer == body) return true;
        }
        return false;
    }

    private static bool IsControlled(LintedCall call, SdpBody body, int media, string ufrag)
    {
        var (isReceiver, isSender) = (false, false);
        foreach (var check in call.Seen.NominationsOf(body.Message!.Leg, media))
        {
            if (!(check.Answered < body.Message.Time)) continue;
            isReceiver |= check.Receiver.Ufrag == ufrag;
            isSender |= check.Sender.Ufrag == ufrag;
        }
        return isReceiver && !isSender;
    }
}
