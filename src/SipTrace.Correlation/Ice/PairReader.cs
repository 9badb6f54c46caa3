using SipTrace.Wire.Bytes;
using SipTrace.Wire.Sdp;

namespace SipTrace.Correlation.Ice;

/// <summary>Makes the pairs of a session out of its transactions.</summary>
internal sealed class PairReader(Trace trace, IceSession session, RelayClients relays, IcePasswords passwords)
{
    private static readonly TimeSpan AnswerWait = TimeSpan.FromSeconds(3), TriggerTime = TimeSpan.FromMilliseconds(100);

    private readonly List<CandidatePair> pairs = [];
    private readonly Dictionary<(int Point, Endpoint From, Endpoint To), CandidatePair> byPath = [];
    private readonly SightingChains sightings = new(trace, session.Transactions);
    private readonly List<int> others = [];     // not counted: another leg shows them

    public List<CandidatePair> Read()
    {
        foreach (var index in session.Transactions)
        {
            ref var transaction = ref trace.Stun.Transactions[index];
            if (transaction.Requests == 0) continue;
            if (IsSeenOutside(index, transaction)) others.Add(index);
            else Take(index, transaction);
        }
        var judge = JudgementOf;
        foreach (var pair in pairs) pair.Judge = judge;
        foreach (var pair in pairs) FindComponent(pair);
        foreach (var pair in pairs) FindState(pair);
        foreach (var pair in pairs) FindPriority(pair);
        return pairs;
    }

    // A relay's both legs show one check: the plain leg counts, and the leg inside TURN where that is all there is to see.
    private bool IsSeenOutside(int index, in StunTransaction transaction)
    {
        if (transaction.Relay == 0) return false;
        for (var other = sightings.First(transaction); other >= 0; other = sightings.Next(other))
        {
            if (IsOtherLeg(transaction, index, sightings[other])) return true;
        }
        return false;
    }

    private bool IsOtherLeg(in StunTransaction inside, int index, int other)
    {
        ref var leg = ref trace.Stun.Transactions[other];
        return leg.Relay != inside.Relay && (leg.Relay == 0 || other < index) && EndsOf(leg) == EndsOf(inside);
    }

    // A relayed check has the client's own socket as one end; what it stands for is the relayed candidate.
    private (Endpoint From, Endpoint To) EndsOf(in StunTransaction transaction)
    {
        var (from, to) = (trace.Endpoints[transaction.Source], trace.Endpoints[transaction.Destination]);
        if (transaction.Relay == 0) return (from, to);
        var relay = trace.Relays[transaction.Relay];
        return relays.IsClient(relay, from) ? (relay, to) : relays.IsClient(relay, to) ? (from, relay) : (from, to);
    }

    private (int Point, Endpoint From, Endpoint To) PathOf(in StunTransaction transaction)
    {
        var (from, to) = EndsOf(transaction);
        return (transaction.Point, from, to);
    }

    private void Take(int index, in StunTransaction transaction)
    {
        var path = PathOf(transaction);
        if (!byPath.TryGetValue(path, out var pair)) byPath.Add(path, pair = Add(transaction, path.From, path.To));
        pair.Transactions.Add(index);
        pair.Checks += transaction.Requests;
        pair.Responses += transaction.Answers;
        pair.Retransmissions += transaction.Retransmissions;
        var last = transaction.Time + transaction.RequestSpan;
        if (last > pair.LastCheck) pair.LastCheck = last;
        if (pair.Component == 0) pair.Component = transaction.ComponentByPriority;
        if (transaction.Relay == 0) pair.Relay = default;
        if (transaction.ErrorCode != 0 && !pair.Errors.Contains(transaction.ErrorCode)) pair.Errors.Add(transaction.ErrorCode);
        if (transaction.IsSuccess) TakeSuccess(pair, transaction);
    }

    private (CheckIntegrity Integrity, string? Note) JudgementOf(CandidatePair pair)
    {
        var inside = others.Where(index => byPath[PathOf(trace.Stun.Transactions[index])] == pair);
        (CheckIntegrity Integrity, string? Note) gravest = default;
        foreach (var index in pair.Transactions.Concat(inside))
        {
            var integrity = passwords.Verify(trace, index, trace.Stun.Pairs[trace.Stun.Transactions[index].Pair].Receiver, out var note);
            if (integrity > gravest.Integrity) gravest = (integrity, note);
        }
        return gravest;
    }

    private void TakeSuccess(CandidatePair pair, in StunTransaction transaction)
    {
        if (transaction.Mapped >= 0) pair.Mapped = trace.Endpoints[transaction.Mapped];
        if (transaction.AnswerTime is not { } time) return;
        if (transaction.Retransmissions == 0 && (pair.RoundTrip is not { } known || time < known)) pair.RoundTrip = time;
        if (NextHop(transaction) is { } next)
        {
            pair.Reason = $"passed on from {next.From} to {next.To}, which has its result";
            return;
        }
        pair.IsNominated |= transaction.HasUseCandidate;
        var at = transaction.Time + time;
        if (pair.FirstSuccess is not { } first || at < first) pair.FirstSuccess = at;
    }

    // Where a capture sees a check before and behind a NAT or a forwarder, it is one check: it counts where it came nearest to its receiver.
    private (Endpoint From, Endpoint To)? NextHop(in StunTransaction transaction)
    {
        for (var sighting = sightings.First(transaction); sighting >= 0; sighting = sightings.Next(sighting))
        {
            ref var other = ref trace.Stun.Transactions[sightings[sighting]];
            if (!other.IsSuccess || other.AnswerTime is not { } time || other.Time < transaction.Time) continue;
            var isSamePath = other.Source == transaction.Source && other.Destination == transaction.Destination;
            if (!isSamePath && other.Time + time <= transaction.Time + transaction.AnswerTime && EndsOf(other) != EndsOf(transaction)) return EndsOf(other);
        }
        return null;
    }

    private CandidatePair Add(in StunTransaction transaction, Endpoint from, Endpoint to)
    {
        var checks = trace.Stun.Pairs[transaction.Pair];
        var sender = session.SideOf(checks.Sender)
            ?? (session.SideOf(checks.Receiver) is { } receiver ? IceSession.Other(receiver)
            : session.Has(to, IceSide.Offerer) ? IceSide.Answerer : IceSide.Offerer);
        var pair = new CandidatePair(sender, from, to, transaction.Point, trace.Relays[transaction.Relay])
        {
            Started = transaction.Time,
            File = transaction.File,
            FirstFrame = transaction.Frame,
        };
        (pair.FromCandidate, pair.FromType) = Describe(session[sender], from, relays.IsRelay(from));
        (pair.ToCandidate, pair.ToType) = Describe(session[IceSession.Other(sender)], to, relays.IsRelay(to));
        pair.Component = ComponentOf(pair);
        pair.IsTriggered = IsTriggered(pair);
        pairs.Add(pair);
        return pair;
    }

    private static (SdpCandidate? Candidate, string? Type) Describe(IceAgent? agent, Endpoint endpoint, bool isRelay) =>
        (agent?.Find(endpoint), isRelay ? "relay" : agent?.TypeOf(endpoint));

    private int ComponentOf(CandidatePair pair)
    {
        if ((pair.ToCandidate ?? pair.FromCandidate) is { } candidate) return candidate.Component;
        foreach (var (agent, endpoint) in ((IceAgent?, Endpoint)[])[(session[IceSession.Other(pair.Sender)], pair.To), (session[pair.Sender], pair.From)])
        {
            if (agent is null) continue;
            if (endpoint == agent.Default) return 1;
            if (endpoint == agent.RtcpDefault) return 2;
            foreach (var known in agent.Candidates)
            {
                if (known.RelatedEndpoint == endpoint || session.Sockets.AreSame(known.Endpoint, endpoint)) return known.Component;
            }
        }
        return 0;
    }

    // Where neither SDP nor PRIORITY tells: RTCP is one port above RTP, whose port is even (RFC 3550 §11), at one end at least.
    private void FindComponent(CandidatePair pair)
    {
        if (pair.Component == 0) pair.Component = IsAboveAny(pair) ? 2 : 1;
    }

    private bool IsAboveAny(CandidatePair pair)
    {
        foreach (var other in pairs)
        {
            if (IsAboveOf(pair, other)) return true;
        }
        return false;
    }

    private static bool IsAboveOf(CandidatePair pair, CandidatePair other) => IsAbove(pair.From, other.From) || IsAbove(pair.From, other.To)
        || IsAbove(pair.To, other.To) || IsAbove(pair.To, other.From);

    private static bool IsAbove(Endpoint rtcp, Endpoint rtp) => rtp.Port % 2 == 0 && rtcp.Port == rtp.Port + 1 && rtcp.HasSameAddress(rtp);

    private bool IsTriggered(CandidatePair pair)
    {
        foreach (var other in pairs)
        {
            if (other.Sender != pair.Sender && other.Point == pair.Point && other.From == pair.To && other.To == pair.From
                && pair.Started - other.Started < TriggerTime) return true;
        }
        return false;
    }

    private void FindState(CandidatePair pair)
    {
        if (pair.FirstSuccess is not null)
        {
            (pair.State, pair.Reason) = (PairState.Succeeded, null);
            return;
        }
        if (pair.Reason is not null)
        {
            pair.State = PairState.PassedOn;
            return;
        }
        var elsewhere = pair.Transactions.FindIndex(index => (trace.Stun.Transactions[index].Flags & StunFlags.AnsweredFromElsewhere) != 0);
        var requests = Counted(pair.Transactions.Sum(index => trace.Stun.Transactions[index].Requests - trace.Stun.Transactions[index].Copies), "check");
        pair.State = PairState.Failed;
        if (elsewhere >= 0) pair.Reason = $"answered from {trace.Endpoints[trace.Stun.Transactions[pair.Transactions[elsewhere]].AnswerSource]}, which is not where it was asked";
        else if (pair.Errors.Count > 0) pair.Reason = "error " + string.Join(", ", pair.Errors.Select(NameOf));
        else if (trace.Statistics.Last is { } end && end - pair.LastCheck < AnswerWait && !HasEnded(pair.LastCheck))
        {
            pair.State = PairState.InProgress;
            pair.Reason = $"no answer yet to {requests}";
        }
        else pair.Reason = $"no answer to {requests}";
    }

    private bool HasEnded(Timestamp lastCheck) => session.Call is { Ended: { } ended } && ended > lastCheck;

    private void FindPriority(CandidatePair pair)
    {
        var from = pair.FromCandidate?.Priority ?? PriorityBySender(pair);
        var to = pair.ToCandidate?.Priority ?? PriorityByPeer(pair);
        if (from == 0 || to == 0) return;
        var isControlling = pair.Sender == (session.Controlling ?? IceSide.Offerer);
        pair.Priority = isControlling ? PairPriority.Of(from, to) : PairPriority.Of(to, from);
    }

    // The priority that a peer-reflexive candidate gets is the one its check names (RFC 8445 §7.3.1.3).
    private uint PriorityBySender(CandidatePair pair) => trace.Stun.Transactions[pair.Transactions[0]].Priority;

    private uint PriorityByPeer(CandidatePair pair)
    {
        foreach (var other in pairs)
        {
            if (other.Sender != pair.Sender && other.From == pair.To && PriorityBySender(other) is > 0 and var priority) return priority;
        }
        return 0;
    }

    private static string NameOf(int code) => code switch
    {
        401 => "401 (unauthenticated: ufrag or password not known to the receiver)",
        487 => "487 (role conflict)",
        _ => $"{code}",
    };

    private static string Counted(int count, string noun) => count == 1 ? $"1 {noun}" : $"{count} {noun}s";
}
