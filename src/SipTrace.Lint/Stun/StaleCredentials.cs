using SipTrace.Correlation.Evidence;
using SipTrace.Correlation.Sip;
using SipTrace.Lint.Ice;
using SipTrace.Wire.Bytes;
using SipTrace.Wire.Stun;

namespace SipTrace.Lint.Stun;

internal sealed class StaleCredentials() : CallRule("STUN005", "stale-credentials", Severity.Warning, RuleScope.DialogStun, "RFC 8445 §9")
{
    private static readonly TimeSpan inFlight = TimeSpan.FromSeconds(1);

    public override string Why =>
        "After an ICE restart checks are signed with the new ice-pwd. One that still bears the old one is refused; the new session "
        + "fails, and when consent on the old pair ends, so does the media.";

    public override string Bad => Call("mi=stale");

    public override string Good => Call("");

    public override void Check(LintedCall call, Report report)
    {
        foreach (var check in call.Seen.Checks)
        {
            if (!HasOtherPassword(call, check.Receiver)) continue;
            var announced = AnnouncedBy(call, check.Receiver);
            if (announced.Count < 2 || !StunMessage.TryParse(check.RequestBytes.Span, out var message)
                || message.IsCut) continue;
            var used = -1;
            for (var i = 0; i < announced.Count && used < 0; i++)
            {
                if (message.VerifyIntegrity(announced[i].Password) == StunIntegrity.Right) used = i;
            }
            if (used < 0 || used == announced.Count - 1 || IsRefused(call, announced[used + 1].Message)) continue;
            // Who names the new ufrag knows of the restart.
            var isUnaware = announced[used].Ufrag == check.Receiver.Ufrag;
            if (isUnaware && (check.Time - announced[used + 1].Message.Time <= inFlight || IsOnOldPair(call, check))) continue;
            report.Add(check.Request(), "signed with the password of before the ICE restart", once: check.Sender.Tag);
        }
    }

    private static List<IceCredentials> AnnouncedBy(LintedCall call, IceCredentials receiver) =>
        [.. call.Seen.Credentials.Where(one => one.Tag == receiver.Tag && one.Leg == receiver.Leg
            && one.MediaIndex == receiver.MediaIndex && one.Password.Length > 0).DistinctBy(one => one.Password)];

    private static bool HasOtherPassword(LintedCall call, IceCredentials receiver)
    {
        foreach (var one in call.Seen.Credentials)
        {
            if (one.Password.Length > 0 && one.Password != receiver.Password && one.MediaIndex == receiver.MediaIndex
                && one.Leg == receiver.Leg && one.Tag == receiver.Tag) return true;
        }
        return false;
    }

    private static bool IsRefused(LintedCall call, TranscriptMessage offer) =>
        call.Transcript.Negotiations.Any(negotiation => negotiation.IsWithdrawn && negotiation.Offer == offer);

    // Until the restart has selected a pair, the old one goes on as it was (RFC 8445 §9).
    private static bool IsOnOldPair(LintedCall call, IceCheck check)
    {
        var isOld = call.Seen.Checks.Any(one => one.IsSuccess && one.Time < check.Time && one.Receiver.Ufrag == check.Receiver.Ufrag
            && one.From == check.From && one.To == check.To);
        Timestamp? selected = call.Seen.NominationsOf(check.Receiver.Leg, check.MediaIndex, check.Component)
            .FirstOrDefault(one => one.Receiver.Ufrag != check.Receiver.Ufrag && one.Sender.Ufrag != check.Receiver.Ufrag
                && one.Receiver.Message.Time > check.Receiver.Message.Time)?.Answered;
        return isOld && (selected is not { } time || check.Time - time <= inFlight);
    }

    private static string Call(string integrity) => IceExample.Begin().With(IceExample.Checks).With(IceExample.Media("0.700", 50)).At(2)
        .Invite(Restarted(IceExample.Offer, "b2f9", "n4w1", "c9a3e71d05b84f62a1d7c390", "e7d12f8a40c95b13aa0f66d2"))
        .Ok(Restarted(IceExample.Answer, "yT46", "Zq8P", "0f3e9d77c1b2a45580aa91", "77aa01b2c3d4e5f60718293a")).Ack()
        .With(IceExample.AliceAsks("3.500", 20, integrity, user: "Zq8P:n4w1")).With(integrity.Length > 0 ? []
            : [IceExample.BobSays("3.520", 20)])
        .With(IceExample.BobAsks("3.530", 21, user: "n4w1:Zq8P"), IceExample.AliceSays("3.550", 21),
            IceExample.AliceAsks("3.600", 22, "use", user: "Zq8P:n4w1"), IceExample.BobSays("3.630", 22))
        .With(IceExample.Media("3.700", 50)).At(5).Bye().ToString();

    private static string Restarted(string body, string ufrag, string newUfrag, string password, string newPassword) =>
        IceExample.Next(body, ufrag, newUfrag).Replace(password, newPassword, StringComparison.Ordinal);
}
