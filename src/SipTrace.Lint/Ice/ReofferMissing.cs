using SipTrace.Correlation.Evidence;
using SipTrace.Correlation.Sip;
using SipTrace.Wire.Sdp;

namespace SipTrace.Lint.Ice;

internal sealed class ReofferMissing()
    : CallRule("ICE031", "reoffer-missing", Severity.Warning, RuleScope.DialogStun, "RFC 8839 §4.3.4; RFC 5245 §8.1.2")
{
    private static readonly TimeSpan patience = TimeSpan.FromSeconds(5), leeway = TimeSpan.FromSeconds(0.5);

    public override string Why =>
        "ICE selected another pair than c= and m= say, and the controlling agent told it to nobody in a new offer. Firewalls, SBCs "
        + "and peers without ICE keep to the old address. Where the peer said ice2 or is lite, no new offer is needed.";

    public override string Bad => Selected(false);

    public override string Good => Selected(true);

    public override void Check(LintedCall call, Report report)
    {
        foreach (var stream in call.IceStreams)
        {
            if (stream.Selected is not { } last || !IsConfirmed(call, last)) continue;
            var nominated = FirstOn(stream, last);
            var trail = TrailOf(call, stream);
            if (trail is null || call.Call.Answered is not { } answered) continue;
            var settled = answered > nominated.Answered!.Value ? answered : nominated.Answered!.Value;
            if (StreamIce.GoesOnAfter(call, settled, stream.Exchange.Answer.Message!.Record.Point) < patience) continue;
            if (Latest(trail, stream, last.Sender.Tag) is not { } mine
                || Latest(trail, stream, last.Receiver.Tag) is not { } theirs) continue;
            if (mine.HasDummyDefault || theirs.HasDummyDefault || mine.Default.IsNone || theirs.Default.IsNone) continue;
            if (IsTold(call, mine, last, last.Sender.Tag) && IsTold(call, theirs, last, last.Receiver.Tag)) continue;
            if (NeedsNone(trail, stream, last.Receiver.Tag) || IsOffered(trail, last.Sender.Tag, nominated)) continue;
            report.Add(nominated.Answer() with { Sender = last.Sender.Tag },
                $"ICE selected {last.Local} - {last.Remote}, the SDP still says {mine.Default} - {theirs.Default}, "
                + "and no new offer came: middle boxes and peers without ICE keep the old address");
        }
    }

    private static bool IsConfirmed(LintedCall call, IceCheck check)
    {
        var (sender, receiver) = (check.Sender.Tag, check.Receiver.Tag);
        for (var i = 0; i < call.Call.Dialogs.Count; i++)
        {
            var dialog = call.Call.Dialogs[i];
            if (dialog.State != DialogState.Early && ((dialog.LocalTag == sender && dialog.RemoteTag == receiver)
                || (dialog.LocalTag == receiver && dialog.RemoteTag == sender))) return true;
        }
        return false;
    }

    // The first nomination of the pair that was selected in the end.
    private static IceCheck FirstOn(StreamIce stream, IceCheck last)
    {
        foreach (var check in stream.Nominations)
        {
            if (check.Local == last.Local && check.Remote == last.Remote) return check;
        }
        return last;
    }

    private static DialogTrail? TrailOf(LintedCall call, StreamIce stream)
    {
        foreach (var trail in call.Trails)
        {
            if (trail.Leg == stream.Leg && trail.Exchanges.Contains(stream.Exchange)) return trail;
        }
        return null;
    }

    private static SdpMedia? Latest(DialogTrail trail, StreamIce stream, string tag)
    {
        for (var i = trail.Bodies.Count - 1; i >= 0; i--)
        {
            var body = trail.Bodies[i];
            if (body.Message!.SenderTag == tag && !body.IsWithdrawn && stream.Media < body.Media.Count) return body.Media[stream.Media];
        }
        return null;
    }

    private static bool IsTold(LintedCall call, SdpMedia media, IceCheck nomination, string tag) =>
        ReofferNotTheSelectedPair.IsFit(call, media.Default, CallEvidence.EndOf(nomination, tag));

    private static bool NeedsNone(DialogTrail trail, StreamIce stream, string peer) => trail.Of(peer).Exists(body =>
        body.Document.IsIceLite || (stream.Media < body.Media.Count && body.Media[stream.Media].IsIce2));

    private static bool IsOffered(DialogTrail trail, string tag, IceCheck nominated) => trail.Of(tag).Exists(body =>
        body.Role == BodyRole.Offer && body.Message!.Time > nominated.Answered!.Value - leeway && !body.IsWithdrawn);

    private static string Selected(bool isTold)
    {
        const string srflx = "a=candidate:2 1 UDP 1694498815 203.0.113.100 61402 typ srflx raddr 192.168.1.10 rport 11780";
        string Offer(string address, int port) => IceExample.Alice($"m=audio {port} RTP/AVP 8 0", "a=rtcp-mux", srflx,
            "a=candidate:1 1 UDP 2130706431 192.168.1.10 11780 typ host")
            .Replace("c=IN IP4 192.0.2.23", $"c=IN IP4 {address}", StringComparison.Ordinal);
        var call = IceExample.Begin(Offer("192.168.1.10", 11780)).With(
            "0.500 192.168.1.10:11780 > 203.0.113.5:14872 STUN req tid=1 user=yT46:b2f9 prio=1862270975 controlling=0x8c1e use",
            "0.530 203.0.113.5:14872 > 192.168.1.10:11780 STUN ok tid=1 mapped=203.0.113.100:61402",
            "0.540 203.0.113.5:14872 > 192.168.1.10:11780 STUN req tid=2 user=b2f9:yT46 prio=1862270975 controlled=0x15e0",
            "0.550 192.168.1.10:11780 > 203.0.113.5:14872 STUN ok tid=2 mapped=203.0.113.5:14872",
            "0.700 192.168.1.10:11780 > 203.0.113.5:14872 RTP pt=8 ssrc=0xa11ce n=350",
            "0.700 203.0.113.5:14872 > 192.168.1.10:11780 RTP pt=8 ssrc=0xb0b n=350").At(0.9);
        if (isTold) call.Invite(IceExample.Next(Offer("203.0.113.100", 61402)) + "a=remote-candidates:1 203.0.113.5 14872\n")
            .Ok(IceExample.Next(IceExample.Answer)).Ack();
        return call.At(8).Bye().ToString();
    }
}
