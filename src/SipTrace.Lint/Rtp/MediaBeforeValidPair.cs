using SipTrace.Correlation.Evidence;
using SipTrace.Lint.Ice;

namespace SipTrace.Lint.Rtp;

internal sealed class MediaBeforeValidPair()
    : CallRule("RTP005", "media-before-valid-pair", Severity.Info, RuleScope.DialogRtp,
        "RFC 8445 §12.1; RFC 5245 §11.1.1; RFC 8839 §7.1.1")
{
    public override string Why =>
        "An agent that does ICE sent media before one of its checks to that address had succeeded. Nothing breaks where it arrives; "
        + "it may go where nobody agreed to receive it, and its first words may be lost.";

    public override string Bad => Session(0.5);

    public override string Good => Session(1.1);

    public override Fold Fold => Fold.Agent;

    public override void Check(LintedCall call, Report report)
    {
        if (call.Seen.Checks.Count == 0) return;
        var flows = call.Seen.Flows;
        for (var i = 0; i < flows.Count; i++)
        {
            var (flow, tag) = (flows[i], flows[i].Ends.SenderTag);
            if (!IsFirst(flows, i) || flow.Ends.Leg is null || !UsesIce(call, flow)
                || StreamIce.FirstAt(call.Seen.Checks, flow.Point) is null) continue;
            if (!HasSucceeded(call, flow, tag)) report.Add(flow.First(), $"RTP to {flow.Destination} before a check to it succeeded");
        }
    }

    // Of its sender, at its capture point.
    private static bool IsFirst(List<RtpFlow> flows, int index)
    {
        for (var i = 0; i < index; i++)
        {
            if (flows[i].Ends.SenderTag == flows[index].Ends.SenderTag && flows[i].Point == flows[index].Point) return false;
        }
        return true;
    }

    private static bool HasSucceeded(LintedCall call, RtpFlow flow, string tag)
    {
        foreach (var check in call.Seen.Checks)
        {
            if (check.Sender.Tag == tag && check.IsSuccess && check.Answered <= flow.Stream.FirstTime
                && (call.Seen.AreSameSocket(check.To, flow.Destination) || call.Seen.AreSameSocket(check.Remote, flow.Destination)))
                return true;
        }
        return false;
    }

    private static Exchange? ExchangeOf(LintedCall call, RtpFlow flow)
    {
        foreach (var one in call.Exchanges)
        {
            if (one.IsFirst && one.Negotiation.Leg == flow.Ends.Leg
                && (one.Offer.Message!.SenderTag == flow.Ends.SenderTag || one.Answer.Message!.SenderTag == flow.Ends.SenderTag)) return one;
        }
        return null;
    }

    private static bool UsesIce(LintedCall call, RtpFlow flow)
    {
        var exchange = ExchangeOf(call, flow);
        var index = flow.Ends.MediaIndex;
        if (exchange is null || index >= exchange.Offer.Media.Count || index >= exchange.Answer.Media.Count) return false;
        var mine = exchange.Offer.Message!.SenderTag == flow.Ends.SenderTag ? exchange.Offer : exchange.Answer;
        return exchange.Offer.Media[index] is { HasIce: true, HasIceMismatch: false }
            && exchange.Answer.Media[index] is { HasIce: true, HasIceMismatch: false }
            && !mine.Document.IsIceLite;
    }

    private static string Session(double bobFrom) => MediaExample.Ice()
        .Packet(MediaExample.FromBob(bobFrom, 600)).Packet(MediaExample.FromAlice(1.1, 600)).At(15).Bye().ToString();
}
