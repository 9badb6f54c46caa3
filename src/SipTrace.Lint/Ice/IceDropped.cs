namespace SipTrace.Lint.Ice;

internal sealed class IceDropped() : CallRule("ICE027", "ice-dropped", Severity.Warning, RuleScope.Dialog, "RFC 8839 §4.4.3.1")
{
    public override string Why =>
        "A stream that was set up with ICE keeps it for the whole session. An offer that leaves it out makes the peer send to c= and "
        + "m= as they stand, which behind a NAT is a dead end.";

    public override string Bad =>
        Reoffer(Example.Sdp("192.0.2.23", IceExample.AliceRtp, "a=rtcp-mux"), Example.Sdp("203.0.113.5", IceExample.BobRtp, "a=rtcp-mux"));

    public override string Good => Reoffer(IceExample.Offer, IceExample.Answer);

    public override void Check(LintedCall call, Report report)
    {
        foreach (var trail in call.Trails)
        {
            // To drop it takes a third word.
            if (trail.Bodies.Count < 3 || trail.Bodies.TrueForAll(HasIce)) continue;
            var seen = new HashSet<int>();
            foreach (var exchange in trail.Exchanges)
            {
                foreach (var (offer, answer) in exchange.Streams)
                {
                    if (offer is { IsLive: true, HasIce: true, HasIceMismatch: false }
                        && answer is { IsLive: true, HasIce: true, HasIceMismatch: false } && seen.Add(offer.Index))
                        Check(trail, exchange, offer.Index, report);
                }
            }
        }
    }

    private static bool HasIce(SdpBody body) => body.Media.TrueForAll(media => media.HasAnyIce);

    private static void Check(DialogTrail trail, Exchange inUse, int index, Report report)
    {
        foreach (var body in trail.Bodies)
        {
            if (body.Message!.Time <= inUse.Answer.Message!.Time || index >= body.Media.Count) continue;
            var media = body.Media[index];
            if (!media.IsLive || !media.IsRtp || media.HasAnyIce || media.HasIceMismatch || media.Inherits) continue;
            if (body.Role == BodyRole.Answer
                && (body.Offer is not { } offer || index >= offer.Media.Count || !offer.Media[index].HasAnyIce)) continue;
            report.Add(body.At(media.Line),
                $"ICE was in use on this stream; this {(body.Role == BodyRole.Answer ? "answer" : "offer")} has none");
            return;
        }
    }

    private static string Reoffer(string offer, string answer) =>
        IceExample.Begin().Invite(IceExample.Next(offer)).Ok(IceExample.Next(answer)).Ack().Bye().ToString();
}
