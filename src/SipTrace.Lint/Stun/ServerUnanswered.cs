using SipTrace.Lint.Ice;
using SipTrace.Wire.Stun;

namespace SipTrace.Lint.Stun;

internal sealed class ServerUnanswered()
    : CallRule("STUN008", "server-unanswered", Severity.Warning, RuleScope.DialogStun, "RFC 8489 §6.2.1")
{
    private const int EnoughBindings = 4, EnoughTurn = 3;

    public override string Why =>
        "A STUN or TURN server that does not answer keeps a phone waiting, often for seconds before it calls, and leaves it without "
        + "reflexive or relayed candidates. A wrong name or port, or a firewall, is the cause.";

    public override string Bad => Call(false);

    public override string Good => Call(true);

    public override bool NeedsMedia => false;

    public override void Check(LintedCall call, Report report)
    {
        if (call.Call.IsInvite && HasUnanswered(call)) CheckServers(call, report);
    }

    private static bool HasUnanswered(LintedCall call)
    {
        foreach (var index in call.Seen.ServerRequests)
        {
            if (!call.Trace.Stun.Transactions[index].IsAnswered) return true;
        }
        return false;
    }

    private static void CheckServers(LintedCall call, Report report)
    {
        var requests = call.Seen.ServerRequests.Where(index => IsToServer(call, index));
        foreach (var group in requests.GroupBy(index => KeyOf(call, index)))
        {
            if (group.Any(index => call.Trace.Stun.Transactions[index].IsAnswered)) continue;
            var isBinding = group.Key.Method == StunMethod.Binding;
            var sent = group.Select(index => call.Trace.Stun.Transactions[index]).Select(one => one.Requests - one.Copies).ToList();
            if (isBinding ? sent.Sum() < EnoughBindings : sent.Max() < EnoughTurn) continue;
            var server = call.Trace.Endpoints[group.Key.Server];
            report.Add(call.Trace.RequestPlace(group.First(), group.Key.Client.AddressText()),
                $"{(isBinding ? "STUN" : "TURN")} server {server} does not answer",
                once: $"{group.Key.Client} {server} {isBinding}");
        }
    }

    private static (int Point, Wire.Bytes.Endpoint Client, int Server, StunMethod Method) KeyOf(LintedCall call, int index)
    {
        ref var one = ref call.Trace.Stun.Transactions[index];
        return (one.Point, call.Trace.Endpoints[one.Source].WithPort(0), one.Destination, one.Method);
    }

    private static bool IsToServer(LintedCall call, int index)
    {
        ref var one = ref call.Trace.Stun.Transactions[index];
        var server = call.Trace.Endpoints[one.Destination];
        // What asks for an answer from another port tries a filter: silence is a result.
        return (one.Flags & (Correlation.Ice.StunFlags.ChangesAddress | Correlation.Ice.StunFlags.ChangesPort)) == 0
            && call.Seen.AddressesAt(server).Count == 0 && !call.Trace.Media.TryFind(server, out _);
    }

    private static string Call(bool isAnswered) => new Example()
        .With("0.000 192.0.2.23:11780 > 203.0.113.21:3478 STUN req tid=900 mi=none fp=none")
        .With(isAnswered ? ["0.020 203.0.113.21:3478 > 192.0.2.23:11780 STUN ok tid=900 mapped=192.0.2.23:11780 mi=none fp=none"]
            : [.. new[] { "0.500", "1.500", "3.500" }
                .Select(at => $"{at} 192.0.2.23:11780 > 203.0.113.21:3478 STUN req tid=900 mi=none fp=none")])
        .At(5).Invite(Example.Sdp("192.0.2.23", IceExample.AliceRtp)).Ok(Example.Sdp("203.0.113.5", IceExample.BobRtp))
            .Ack().Bye().ToString();
}
