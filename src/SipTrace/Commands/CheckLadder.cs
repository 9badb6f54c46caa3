using System.Globalization;
using SipTrace.Correlation;
using SipTrace.Correlation.Ice;
using SipTrace.Correlation.Sip;
using SipTrace.Ladders;
using SipTrace.Output;
using SipTrace.Wire.Bytes;
using SipTrace.Wire.Sdp;

namespace SipTrace.Commands;

/// <summary>The lines of a ladder that tell of ICE and TURN: the checks between two hosts folded into one, what was nominated, the relays.</summary>
internal sealed class CheckLadder
{
    private readonly Trace trace;
    private readonly List<IceSession> sessions;
    private readonly List<TurnAllocation> allocations;

    /// <summary>Gathers the sessions and allocations of calls.</summary>
    public CheckLadder(Reading reading, IReadOnlyList<Call> calls)
    {
        trace = reading.Trace;
        var source = new IceSessions(trace, reading.Media);
        sessions = [.. calls.SelectMany(source.Of)];
        allocations = [.. IceCommand.AllocationsOf(reading, calls)];
    }

    /// <summary>Who sent checks to whom, and which clients speak to which TURN servers.</summary>
    public IEnumerable<(Endpoint Source, Endpoint Destination)> Talks =>
        Seen.Select(pair => (pair.From, pair.To)).Concat(allocations.Select(allocation => (allocation.Client, allocation.Server)));

    /// <summary>Which addresses are mapped to which by NATs.</summary>
    public IEnumerable<(Endpoint Inside, Endpoint Outside)> Mappings =>
        sessions.SelectMany(session => session.Offerer.Candidates.Concat(session.Answerer?.Candidates ?? []))
            .Where(candidate => candidate is { Type: CandidateType.ServerReflexive or CandidateType.PeerReflexive })
            .Select(candidate => (candidate.RelatedEndpoint, candidate.Endpoint))
            .Concat(allocations.Select(allocation => (allocation.Client, allocation.Mapped)))
            .Where(mapping => !mapping.Item1.IsNone && !mapping.Item2.IsNone);

    private IEnumerable<CandidatePair> Seen => sessions.SelectMany(session => session.Pairs).Where(pair => pair.Point >= 0);

    /// <summary>The lines, once the columns stand.</summary>
    public IEnumerable<LadderEvent> Events(HostColumns hosts) =>
        sessions.SelectMany(session => Checks(session, hosts).Concat(Nominations(session, hosts))).Concat(allocations.Select(allocation => Relay(allocation, hosts)));

    private IEnumerable<LadderEvent> Checks(IceSession session, HostColumns hosts)
    {
        foreach (var group in session.Pairs.Where(pair => pair.Point >= 0).GroupBy(pair => Ends(hosts.IndexOf(pair.From), hosts.IndexOf(pair.To))))
        {
            // Of several points that saw the same checks, the one that saw most.
            var pairs = group.GroupBy(pair => pair.Point).MaxBy(point => point.Sum(pair => pair.Checks))!.ToArray();
            var first = pairs.MinBy(pair => pair.Started)!;
            var (checks, answers) = (pairs.Sum(pair => pair.Checks), pairs.Sum(pair => pair.Responses));
            var bad = pairs.Count(pair => pair.Integrity == CheckIntegrity.Bad);
            var label = string.Create(CultureInfo.InvariantCulture, $"ICE: {checks} {(checks == 1 ? "check" : "checks")}, {(answers == 0 ? "none" : answers)} answered");
            yield return new LadderEvent(LadderKind.Group, group.Key.Left, group.Key.Right, bad == 0 ? label : label + ", MESSAGE-INTEGRITY bad")
            {
                Time = first.Started,
                Frame = first.FirstFrame,
                Mark = answers == 0 || bad > 0 ? LadderMark.Failure : LadderMark.Plain,
                Parts = [.. pairs.SelectMany(pair => pair.Transactions.Select(index => Part(pair, index, hosts))).OrderBy(part => part.Time)],
            };
        }
    }

    // One check with what came of it, on one line.
    private LadderEvent Part(CandidatePair pair, int index, HostColumns hosts)
    {
        ref var check = ref trace.Stun.Transactions[index];
        var outcome = check.IsSuccess ? check.AnswerTime is { } time ? string.Create(CultureInfo.InvariantCulture, $"ok {time.TotalMilliseconds:0.0} ms") : "ok"
            : check.ErrorCode > 0 ? $"{check.ErrorCode}"
            : check.IsAnswered ? "answered from elsewhere"
            : "no answer";
        var label = (check.HasUseCandidate ? "check, nominates: " : "check: ") + outcome
            + (check.Retransmissions > 0 ? $", {check.Retransmissions} repeated" : "") + $"  {pair.FromType ?? "?"}-{pair.ToType ?? "?"} {pair.From} > {pair.To}";
        return new LadderEvent(LadderKind.Message, hosts.IndexOf(pair.From), hosts.IndexOf(pair.To), WireText.Clean(label))
        {
            Time = check.Time,
            Frame = check.Frame,
            Mark = check.IsSuccess ? LadderMark.Success : LadderMark.Failure,
        };
    }

    private static IEnumerable<LadderEvent> Nominations(IceSession session, HostColumns hosts)
    {
        foreach (var group in session.Selected.GroupBy(s => (From: hosts.IndexOf(s.Pair.From), To: hosts.IndexOf(s.Pair.To), Types: $"{s.OffererType ?? "?"}-{s.AnswererType ?? "?"}")))
        {
            var last = group.MaxBy(selected => selected.NominatedAt)!;
            yield return new LadderEvent(LadderKind.Message, group.Key.From, group.Key.To, $"ICE nominated {group.Key.Types} ({string.Join(", ", group.Select(selected => IceWords.ComponentOf(selected.Component)))})")
            {
                Time = last.NominatedAt,
                Frame = last.Frame,
                Mark = LadderMark.Success,
            };
        }
    }

    private static LadderEvent Relay(TurnAllocation allocation, HostColumns hosts)
    {
        var error = IceWords.ErrorOf(allocation);
        var label = allocation.Relayed.IsNone ? error is null ? "TURN" : $"TURN: {error}" : $"TURN: relay {allocation.Relayed}" + (error is null ? "" : $", {error}");
        return new LadderEvent(LadderKind.Group, hosts.IndexOf(allocation.Client), hosts.IndexOf(allocation.Server), WireText.Clean(label))
        {
            Time = allocation.Started,
            Frame = allocation.FirstFrame,
            Mark = error is null ? LadderMark.Plain : LadderMark.Failure,
        };
    }

    private static (int Left, int Right) Ends(int one, int other) => one < other ? (one, other) : (other, one);
}
