using SipTrace.Correlation;
using SipTrace.Correlation.Ice;
using SipTrace.Lint.Ice;
using SipTrace.Wire.Bytes;
using SipTrace.Wire.Stun;

namespace SipTrace.Lint.Turn;

internal sealed class PeerRefused() : CallRule("TURN002", "peer-refused", Severity.Error, RuleScope.DialogStun, "RFC 8656 §10.2, §19")
{
    public override string Why =>
        "The TURN server does not relay to this peer: its policy forbids the address (403), as many forbid private ones, or the "
        + "request was wrong (400). Pairs of the relay with that peer cannot work. Private peers refused by policy are silent "
        + "where data of "
        + "another peer comes through the relay.";

    public override string Bad => Call("permission-err tid=810 code=403");

    public override string Good => Call("permission-ok tid=810");

    public override bool NeedsMedia => false;

    public override void Check(LintedCall call, Report report)
    {
        if (!call.Call.IsInvite) return;
        foreach (var allocation in call.Seen.Allocations) Check(allocation, report);
    }

    public override void CheckWithoutCalls(Trace trace, Report report)
    {
        foreach (var allocation in trace.Turn.Allocations) Check(allocation, report);
    }

    private static void Check(TurnAllocation allocation, Report report)
    {
        foreach (var error in allocation.Errors)
        {
            // 0: the answer has no ERROR-CODE.
            if (error.Method is not (StunMethod.CreatePermission or StunMethod.ChannelBind) || error.Code is 0 or 401 or 438) continue;
            var refused = allocation.Permissions.Where(permission => permission.ErrorCode == error.Code)
                .Select(permission => permission.Peer)
                .Concat(allocation.Channels.Where(channel => channel.ErrorCode == error.Code).Select(channel => channel.Peer)).ToList();
            if (IsPolicy(error, refused) && allocation.BytesDown > 0) continue;
            var peers = refused.Select(peer => peer.AddressText()).Distinct().ToList();
            var whom = peers.Count switch { 0 => "a peer", 1 => $"peer {peers[0]}", _ => $"{peers.Count} peers, {peers[0]} among them," };
            report.Add(Place.Packet(allocation.File, error.Frame, error.Time, allocation.Client.AddressText()),
                $"the TURN server refuses {whom} with {error.Code}", once: $"{allocation.Client} {allocation.Server} {whom} {error.Code}");
        }
    }

    // A server on the Internet refuses private peers; while another of the peer's candidates gets through, nothing is lost.
    private static bool IsPolicy(TurnError error, List<Endpoint> refused) => error.Code == 403 && refused.Count > 0
        && refused.TrueForAll(peer => peer.IsPrivate());

    private static string Call(string answer) =>
        TurnExample.Call(TurnExample.Begin().With(TurnExample.Asks("1.500", "permission tid=810 peer=203.0.113.5"),
            TurnExample.Says("1.520", answer)));
}
