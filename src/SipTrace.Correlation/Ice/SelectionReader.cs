using SipTrace.Wire.Bytes;

namespace SipTrace.Correlation.Ice;

/// <summary>Finds who controls a session, what its nominations selected, and whether consent was kept up after them.</summary>
internal sealed class SelectionReader(Trace trace, IceSession session)
{
    private static readonly TimeSpan ConsentLifetime = TimeSpan.FromSeconds(30);

    /// <summary>Who controls: by the last check that says so, else by RFC 8445 §6.1.1.</summary>
    public void ReadRoles()
    {
        var (pair, side) = (-1, (IceSide?)null);
        foreach (var index in session.Transactions)
        {
            ref var transaction = ref trace.Stun.Transactions[index];
            if (transaction.ErrorCode == 487) session.RoleConflicts++;
            var isControlling = (transaction.Flags & StunFlags.Controlling) != 0;
            if (!isControlling && (transaction.Flags & StunFlags.Controlled) == 0) continue;
            if (transaction.Pair != pair) (pair, side) = (transaction.Pair, SenderOf(transaction));
            if (side is not { } sender) continue;
            session.Controlling = isControlling ? sender : IceSession.Other(sender);
            session.IsControllingSeen = true;
        }
        if (session.IsControllingSeen || session.Answerer is not { } answerer || session.Call is null) return;
        session.Controlling = session.Offerer.IsLite && !answerer.IsLite ? IceSide.Answerer : IceSide.Offerer;
    }

    /// <summary>What was selected.</summary>
    public void ReadSelection()
    {
        var nominations = new List<Nomination>();
        var plain = new HashSet<(int From, int To)>();
        bool isRegular = false, isAggressive = false;
        foreach (var pair in session.SeenPairs)
        {
            foreach (var index in pair.Transactions)
            {
                ref var transaction = ref trace.Stun.Transactions[index];
                if (!transaction.IsSuccess) continue;
                if (!transaction.HasUseCandidate)
                {
                    plain.Add((transaction.Source, transaction.Destination));
                    continue;
                }
                if (plain.Contains((transaction.Source, transaction.Destination))) isRegular = true;
                else isAggressive = true;
                Take(nominations, new Nomination(pair, index, transaction.Time + (transaction.AnswerTime ?? default)));
            }
        }
        nominations.Sort((one, other) => one.Component.CompareTo(other.Component));
        session.Selected = nominations.ConvertAll(Select);
        session.Nomination = isRegular ? NominationStyle.Regular : isAggressive ? NominationStyle.Aggressive : NominationStyle.None;
        if (nominations.Count > 0 && session.Components.All(component => IsNominated(nominations, component)))
            session.Nominated = session.Components.Max(FirstNomination);
        foreach (var nomination in nominations) ReadConsent(nomination);
        if (trace.Stun.Indications.Count > 0) session.KeepAlives = CountKeepAlives();
    }

    // The latest of each component stays.
    private void Take(List<Nomination> nominations, Nomination found)
    {
        for (var i = 0; i < nominations.Count; i++)
        {
            if (nominations[i].Component != found.Component) continue;
            if (IsLater(found, nominations[i])) nominations[i] = found;
            return;
        }
        nominations.Add(found);
    }

    private static bool IsNominated(List<Nomination> nominations, int component)
    {
        foreach (var one in nominations)
        {
            if (one.Component == component) return true;
        }
        return false;
    }

    private int CountKeepAlives() => session.SeenPairs.SelectMany(pair => trace.Stun.IndicationsBetween(pair.Point, pair.From, pair.To)).Distinct()
        .Sum(indications => indications.Count);

    // Of several sightings of one request the one nearest to its sender has the addresses that the sender chose.
    private bool IsLater(Nomination found, Nomination last)
    {
        ref var one = ref trace.Stun.Transactions[found.Transaction];
        ref var other = ref trace.Stun.Transactions[last.Transaction];
        return one.IsSameRequest(other) ? one.Time < other.Time : found.At > last.At;
    }

    private SelectedPair Select(Nomination nomination)
    {
        var pair = nomination.Pair;
        ref var transaction = ref trace.Stun.Transactions[nomination.Transaction];
        var from = transaction.Mapped >= 0 ? trace.Endpoints[transaction.Mapped] : pair.From;
        var to = PeerEnd(pair, from);
        var (offerer, answerer) = pair.Sender == IceSide.Offerer ? (from, to) : (to, from);
        return new SelectedPair(
            nomination.Component, offerer, answerer, session.Offerer.TypeOf(offerer), session.Answerer?.TypeOf(answerer), nomination.At, transaction.AnswerFrame, pair);
    }

    // Behind its NAT the peer's end shows as the base; what its own check of the same path was mapped to is the address that counts.
    private Endpoint PeerEnd(CandidatePair pair, Endpoint nominator)
    {
        if (pair.ToType == "relay") return pair.To;
        foreach (var other in session.SeenPairs)
        {
            if (other.Sender == pair.Sender || other.Mapped.IsNone || !other.Relay.IsNone) continue;
            if (session.Sockets.AreSame(other.From, pair.To) && (session.Sockets.AreSame(other.To, nominator) || other.To == pair.From)) return other.Mapped;
        }
        return pair.To;
    }

    private Timestamp FirstNomination(int component)
    {
        var first = new Timestamp(long.MaxValue);
        foreach (var pair in session.SeenPairs)
        {
            if (pair.Component != component) continue;
            foreach (var index in pair.Transactions)
            {
                ref var transaction = ref trace.Stun.Transactions[index];
                if (transaction is { IsSuccess: true, HasUseCandidate: true, AnswerTime: { } time } && transaction.Time + time < first) first = transaction.Time + time;
            }
        }
        return first;
    }

    private void ReadConsent(Nomination nomination)
    {
        foreach (var pair in session.SeenPairs)
        {
            var isSelected = pair == nomination.Pair || (pair.Point == nomination.Pair.Point && pair.From == nomination.Pair.To && pair.To == nomination.Pair.From);
            if (!isSelected) continue;
            var (last, asked) = (nomination.At, nomination.At);
            foreach (var index in pair.Transactions)
            {
                ref var transaction = ref trace.Stun.Transactions[index];
                if (transaction.Time <= nomination.At) continue;
                session.ConsentChecks++;
                asked = transaction.Time;
                if (!transaction.IsSuccess) continue;
                last = transaction.Time + (transaction.AnswerTime ?? default);
                if (session.LastConsent is not { } known || last > known) session.LastConsent = last;
            }
            if (asked - last >= ConsentLifetime) session.HasConsentExpired = true;
        }
    }

    private IceSide? SenderOf(in StunTransaction transaction)
    {
        var checks = trace.Stun.Pairs[transaction.Pair];
        return session.SideOf(checks.Sender) ?? (session.SideOf(checks.Receiver) is { } receiver ? IceSession.Other(receiver) : null);
    }

    private readonly record struct Nomination(CandidatePair Pair, int Transaction, Timestamp At)
    {
        public int Component => Pair.Component;
    }
}
