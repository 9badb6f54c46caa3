using SipTrace.Wire.Sdp;

namespace SipTrace.Lint.Rtp;

internal sealed class AgainstDirection() : CallRule("RTP009", "against-direction", Severity.Warning, RuleScope.DialogRtp,
    "RFC 3264 §6.1, §8.4")
{
    private const int Enough = 50;
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(1);

    public override string Why =>
        "A party goes on sending though the last exchange says that it does not send, or that the other does not receive: hold was "
        + "agreed, and one side did not obey. The media is dropped, or heard where it should not be.";

    public override string Bad => Held(600);

    public override string Good => Held(20);

    public override void Check(LintedCall call, Report report)
    {
        foreach (var flow in call.Seen.Flows)
        {
            var ends = flow.Ends;
            foreach (var settled in call.Settled.Of(ends))
            {
                if (!settled.TryBegin(Grace, out var from)) continue;
                var (sender, receiver) = (settled.BodiesOf(ends.SenderTag, call)[^1], settled.BodiesOf(ends.ReceiverTag, call)[^1]);
                if (ends.MediaIndex >= sender.Media.Count || ends.MediaIndex >= receiver.Media.Count) continue;
                if (ReasonOf(sender.Media[ends.MediaIndex], receiver.Media[ends.MediaIndex]) is not { } reason
                    || flow.PacketsBetween(from, settled.To) < Enough) continue;
                report.Add(flow.At(from), $"RTP although {reason}",
                    once: $"{ends.SenderTag} {settled.Exchange.Offer.Message!.Frame}");
            }
        }
    }

    private static string? ReasonOf(SdpMedia sender, SdpMedia receiver)
    {
        if (!sender.IsLive || !receiver.IsLive) return null;
        if (!sender.Direction.Sends()) return $"the sender is a={sender.Direction.Name()}";
        if (!receiver.Direction.Receives()) return $"the receiver is a={receiver.Direction.Name()}";
        return receiver is { Connection.Address.IsZero: true, HasAnyIce: false, Port: not 9 } ? "the receiver is at a zero address" : null;
    }

    private static string Held(int packets) => MediaExample.Talk()
        .Packet(MediaExample.FromAlice(0.5, 200)).Packet(MediaExample.FromBob(0.5, 200 + packets)).At(5)
        .Invite(Example.Sdp("192.0.2.23", "m=audio 11780 RTP/AVP 8 101", "a=rtpmap:101 telephone-event/8000", "a=inactive")
        .Replace(" 1 IN", " 2 IN", StringComparison.Ordinal))
        .Ok(Example.Sdp("203.0.113.5", "m=audio 14872 RTP/AVP 8 101", "a=rtpmap:101 telephone-event/8000", "a=inactive")
        .Replace(" 1 IN", " 2 IN", StringComparison.Ordinal))
        .Ack().At(20).Bye().ToString();
}
