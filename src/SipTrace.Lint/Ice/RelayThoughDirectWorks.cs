using SipTrace.Correlation.Evidence;
using SipTrace.Wire.Bytes;
using SipTrace.Wire.Sdp;

namespace SipTrace.Lint.Ice;

internal sealed class RelayThoughDirectWorks() : CallRule("ICE041", "relay-though-direct-works", Severity.Info, RuleScope.DialogStun, "")
{
    private const string Relay = "203.0.113.99:49490";

    public override string Why =>
        "The selected pair goes through a relay although checks of a pair without one succeeded. It works, at the price of delay and "
        + "of a server that carries every packet. Priorities, or a policy, are the cause.";

    public override string Bad => Call(Relay);

    public override string Good => Call("192.0.2.23:11780");

    public override void Check(LintedCall call, Report report)
    {
        if (call.IceStreams.Count == 0 || !call.Seen.Addresses.Exists(IsRelay)) return;
        var relays = call.Seen.Addresses.Where(IsRelay).Select(address => address.Endpoint).ToHashSet();
        foreach (var stream in call.IceStreams)
        {
            if (stream.Selected is not { } last || !IsRelayed(last, relays)) continue;
            if (stream.OfRtp.Find(check => check.IsSuccess && !IsRelayed(check, relays)) is not { } direct) continue;
            report.Add(last.Answer(), "the relay was nominated although a direct pair works",
                [new Evidence(direct.Transaction.File, direct.Transaction.AnswerFrame, $"{direct.From} > {direct.To} works")]);
        }
    }

    private static bool IsRelay(MediaAddress address) => address.Candidate?.Type == CandidateType.Relay;

    private static bool IsRelayed(IceCheck check, HashSet<Endpoint> relays) =>
        !check.Relay.IsNone || relays.Contains(check.Local) || relays.Contains(check.Remote)
        || relays.Contains(check.From) || relays.Contains(check.To);

    private static string Call(string nominated) =>
        IceExample.Begin(IceExample.Offer + "a=candidate:7 1 UDP 16777215 203.0.113.99 49490 typ relay raddr 192.0.2.23 rport 11780\n")
        .With(IceExample.Checks[..4]).With(
            $"0.550 {Relay} > 203.0.113.5:14872 STUN req tid=5 user=yT46:b2f9 prio=1862270975 controlling=0x8c1e",
            $"0.570 203.0.113.5:14872 > {Relay} STUN ok tid=5 mapped={Relay}",
            $"0.600 {nominated} > 203.0.113.5:14872 STUN req tid=6 user=yT46:b2f9 prio=1862270975 controlling=0x8c1e use",
            $"0.630 203.0.113.5:14872 > {nominated} STUN ok tid=6 mapped={nominated}",
            $"0.700 {nominated} > 203.0.113.5:14872 RTP pt=8 ssrc=0xa11ce n=100",
                $"0.700 203.0.113.5:14872 > {nominated} RTP pt=8 ssrc=0xb0b n=100").At(3).Bye().ToString();
}
