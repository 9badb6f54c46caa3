using SipTrace.Wire.Bytes;
using SipTrace.Wire.Sdp;

namespace SipTrace.Correlation.Ice;

/// <summary>
/// The check lists that both agents form from the announced candidates (RFC 8445 §6.1.2): each pairs what it sends from (hosts and relays; a
/// reflexive candidate is sent from its base, and so pruned) with what its peer announced, and keeps the best hundred.
/// </summary>
internal static class PairPlan
{
    private const int MaxPairs = 100;

    /// <summary>The pairs of both check lists that no check was seen for.</summary>
    public static IEnumerable<CandidatePair> Unseen(IceSession session, IReadOnlyList<CandidatePair> seen)
    {
        if (session.Answerer is null) return [];
        return Of(session, IceSide.Offerer, seen).Concat(Of(session, IceSide.Answerer, seen));
    }

    private static IEnumerable<CandidatePair> Of(IceSession session, IceSide side, IReadOnlyList<CandidatePair> seen)
    {
        var (local, remote) = (session[side]!, session[IceSession.Other(side)]!);
        if (local.IsLite) return [];
        var isControlling = side == (session.Controlling ?? IceSide.Offerer);
        List<CandidatePair> planned = [];
        foreach (var from in local.Candidates)
        {
            if (!IsSentFrom(from, local)) continue;
            foreach (var to in remote.Candidates)
            {
                if (!CanPair(from, to)) continue;
                planned.Add(new CandidatePair(side, from.Endpoint, to.Endpoint, -1, default)
                {
                    Component = from.Component,
                    FromCandidate = from,
                    ToCandidate = to,
                    FromType = from.TypeText,
                    ToType = to.TypeText,
                    Priority = isControlling ? PairPriority.Of(from.Priority, to.Priority) : PairPriority.Of(to.Priority, from.Priority),
                    State = PairState.Unseen,
                    Reason = "no check of it was captured",
                });
            }
        }
        return planned.OrderByDescending(pair => pair.Priority).Take(MaxPairs).Where(pair => !seen.Any(known => IsSeenAs(session, pair, known)));
    }

    private static bool IsSentFrom(SdpCandidate candidate, IceAgent agent) => !candidate.Endpoint.IsNone && candidate.Type switch
    {
        CandidateType.Host or CandidateType.Relay => true,
        // Where the base is hidden, the reflexive candidate is all that is known of the socket.
        CandidateType.ServerReflexive => !agent.Candidates.Any(c => c.Type == CandidateType.Host && c.Component == candidate.Component),
        _ => false,
    };

    private static bool CanPair(SdpCandidate from, SdpCandidate to)
    {
        if (from.Component != to.Component || from.IsTcp != to.IsTcp || to.Endpoint.IsNone) return false;
        if (from.Endpoint.IsIPv4 != to.Endpoint.IsIPv4) return false;
        if (from.IsTcp && (from.TcpType == "passive" || to.TcpType == "active")) return false;
        return from.Endpoint.IsIPv4 || from.Endpoint.IsLinkLocal() == to.Endpoint.IsLinkLocal();
    }

    private static bool IsSeenAs(IceSession session, CandidatePair planned, CandidatePair seen)
    {
        if (seen.Sender != planned.Sender) return false;
        var isSameSender = planned.FromType == "relay" || seen.FromType == "relay" ? seen.From == planned.From
            : session.Sockets.AreSame(seen.From, planned.From)
                // Behind a NAT that maps each destination anew, a check comes from an address that nobody announced.
                || (seen.FromCandidate is null && seen.Component == planned.Component);
        // Behind the receiver's NAT its base stands for all that is mapped to it.
        return isSameSender && (seen.To == planned.To || (seen.ToType != "relay" && planned.ToType != "relay"
            && seen.To.IsPrivate() && !planned.To.IsPrivate() && session.Sockets.AreSame(seen.To, planned.To)));
    }
}
