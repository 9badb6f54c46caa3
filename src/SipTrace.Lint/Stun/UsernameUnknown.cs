using SipTrace.Lint.Ice;

namespace SipTrace.Lint.Stun;

internal sealed class UsernameUnknown()
    : CallRule("STUN004", "username-unknown", Severity.Error, RuleScope.DialogStun, "RFC 8445 §7.2.2, §7.3")
{
    public override string Why =>
        "The USERNAME of a check is the receiver's ice-ufrag, a colon, and the sender's. Between addresses of the call it names "
        + "ufrags of the call; else the receiver refuses it. Ufrags of another call, of before a restart, or in the wrong order are the "
        + "usual causes.";

    public override string Bad => Call("yT46:zzzz9");

    public override string Good => Call("yT46:b2f9");

    public override void Check(LintedCall call, Report report)
    {
        CheckOrder(call, report);
        if (call.UnknownChecks.Count == 0 || call.HasCutSdp || !IsWhole(call)) return;
        var ufrags = call.Seen.Credentials.Select(one => one.Ufrag).ToHashSet();
        foreach (var index in call.UnknownChecks)
        {
            ref var transaction = ref call.Trace.Stun.Transactions[index];
            var pair = call.Trace.Stun.Pairs[transaction.Pair];
            var unknown = !ufrags.Contains(pair.Receiver) ? pair.Receiver : !ufrags.Contains(pair.Sender) ? pair.Sender : null;
            if (unknown is null) continue;
            var source = call.Trace.Endpoints[transaction.Source];
            var sender = call.Seen.AddressesAt(source);
            report.Add(call.Trace.RequestPlace(index, sender.Count > 0 ? sender[^1].Tag : source.AddressText()),
                $"USERNAME {pair.Receiver}:{pair.Sender}: '{unknown}' is no ice-ufrag of this call",
                    once: $"{pair.Receiver}:{pair.Sender}");
        }
    }

    private static void CheckOrder(LintedCall call, Report report)
    {
        foreach (var check in call.Seen.Checks)
        {
            var (sender, receiver) = (check.Sender.Tag, check.Receiver.Tag);
            var isSwapped = call.Seen.AddressOf(check.From, receiver) is not null && call.Seen.AddressOf(check.To, sender) is not null
                && call.Seen.AddressOf(check.From, sender) is null && call.Seen.AddressOf(check.To, receiver) is null;
            if (isSwapped && check.Relay.IsNone)
                report.Add(check.Request() with { Sender = receiver },
                    $"USERNAME {check.Receiver.Ufrag}:{check.Sender.Ufrag}: the sender's ice-ufrag stands first",
                    once: $"order {receiver}");
        }
    }

    // With one side's SDP missing, nobody knows what it would have said.
    private static bool IsWhole(LintedCall call) => call.IceStreams.Count > 0
        && call.Exchanges.TrueForAll(exchange => !exchange.Negotiation.IsWithdrawn)
        && call.Transcript.Negotiations.All(negotiation => negotiation.IsWithdrawn || negotiation.Answer is not null);

    private static string Call(string user) => IceExample.Call(4,
        [IceExample.AliceAsks("0.400", 9, user: user), .. user.EndsWith("zzzz9", StringComparison.Ordinal) ? []
            : new[] { IceExample.BobSays("0.420", 9) }, .. IceExample.Checks, .. IceExample.Media("0.700", 150)]);
}
