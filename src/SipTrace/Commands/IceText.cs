using System.Globalization;
using SipTrace.Correlation.Ice;
using SipTrace.Output;
using SipTrace.Wire.Bytes;
using SipTrace.Wire.Sdp;

namespace SipTrace.Commands;

/// <summary>ICE for people: both agents with their candidates, the checks, what was selected and when, TURN, NATs, and what the capture cannot show.</summary>
/// <param name="job">The command's run.</param>
/// <param name="reading">What is told of.</param>
/// <param name="hasTimeline">Whether the checks are drawn over time, too.</param>
internal sealed class IceText(Job job, Reading reading, bool hasTimeline = false)
{
    private static readonly Column<(string Side, SdpCandidate Candidate)>[] Candidates =
    [
        new("side", row => Cell.Of(row.Side)) { Heading = "CANDIDATES OF" },
        new("component", row => Cell.Of(row.Candidate.Component)) { Heading = "COMP" },
        new("type", row => Cell.Of(row.Candidate.TypeText)) { Heading = "TYPE" },
        new("address", row => Cell.Of(IceRows.TextOf(row.Candidate.Address, row.Candidate.Port))) { Heading = "ADDRESS", Narrowest = 15 },
        new("related", row => Cell.Of(row.Candidate.RelatedAddress is { } related ? IceRows.TextOf(related, row.Candidate.RelatedPort ?? 0) : "")) { Heading = "RELATED", Narrowest = 15 },
        new("transport", row => Cell.Of(row.Candidate.Transport.ToLowerInvariant())) { Heading = "OVER" },
        new("priority", row => Cell.Of(row.Candidate.Priority)) { Heading = "PRIORITY" },
    ];

    private readonly Column<CandidatePair>[] pairs =
    [
        new("component", pair => Cell.Of(pair.Component)) { Heading = "COMP" },
        new("from", pair => Cell.Of(pair.From.ToString())) { Heading = "CHECKS FROM", Narrowest = 15 },
        new("from_type", pair => Cell.Of(pair.FromType)) { Heading = "TYPE" },
        new("to", pair => Cell.Of(pair.To.ToString())) { Heading = "TO", Narrowest = 15 },
        new("to_type", pair => Cell.Of(pair.ToType)) { Heading = "TYPE" },
        new("state", pair => Cell.Of(pair.State == PairState.PassedOn ? "passed on" : IceWords.Of(pair.State))) { Heading = "STATE", Ink = InkOf },
        new("checks", pair => Cell.Of(pair.Checks)) { Heading = "SENT" },
        new("responses", pair => Cell.Of(pair.Responses)) { Heading = "ANSWERED" },
        new("rtt_ms", pair => Cell.Of(pair.RoundTrip?.TotalMilliseconds, 1)) { Heading = "RTT MS" },
        new("nominated", pair => Cell.Of(pair.IsNominated ? "nominated" : "")) { Heading = "" , Ink = _ => Ink.Good },
        new("integrity", pair => Cell.Of(pair.Point < 0 ? "" : IceWords.Of(pair.Integrity))) { Heading = "INTEGRITY", Ink = pair => pair.Integrity == CheckIntegrity.Bad ? Ink.Bad : Ink.Plain },
        new("point", pair => Cell.Of(pair.Point < 0 ? "" : reading.PointName(pair.Point))) { Heading = "SEEN AT", Narrowest = 8 },
        new("remark", pair => Cell.Of(RemarkOf(pair))) { Heading = "REMARK", Narrowest = 12 },
    ];

    private readonly Column<TurnAllocation>[] allocations =
    [
        new("client", row => Cell.Of(row.Client.ToString())) { Heading = "TURN CLIENT", Narrowest = 15 },
        new("server", row => Cell.Of(row.Server.ToString())) { Heading = "SERVER", Narrowest = 15 },
        new("relayed", row => Address(row.Relayed)) { Heading = "RELAYED", Narrowest = 15 },
        new("mapped", row => Address(row.Mapped)) { Heading = "MAPPED", Narrowest = 15 },
        new("state", row => Cell.Of(IceWords.Of(row.StateAt(reading.Trace.Statistics.Last ?? default)))) { Heading = "STATE" },
        new("username", row => Cell.Of(row.Username)) { Heading = "USER", Narrowest = 8 },
        new("lifetime_s", row => Cell.Of(row.LifetimeSeconds)) { Heading = "LIFETIME" },
        new("channels", row => Cell.Of(row.Channels.Count)) { Heading = "CHANNELS" },
        new("bytes_up", row => Cell.Of(row.BytesUp)) { Heading = "OCTETS UP" },
        new("bytes_down", row => Cell.Of(row.BytesDown)) { Heading = "DOWN" },
        new("error", row => Cell.Of(IceWords.ErrorOf(row))) { Heading = "ERROR", Ink = _ => Ink.Bad, Narrowest = 12 },
    ];

    private static readonly Column<NatBehaviour>[] Nats =
    [
        new("host", nat => Cell.Of(nat.Host.AddressText())) { Heading = "HOST", Narrowest = 15 },
        new("public", nat => Cell.Of(nat.Mapping == NatDependence.None ? "" : nat.Public.AddressText())) { Heading = "BEHIND", Narrowest = 15 },
        new("mapping", nat => Cell.Of(IceWords.Of(nat.Mapping))) { Heading = "MAPPING" },
        new("filtering", nat => Cell.Of(nat.Mapping == NatDependence.None ? "none" : IceWords.Of(nat.Filtering))) { Heading = "FILTERING" },
        new("classic", nat => Cell.Of(nat.Classic)) { Heading = "ONCE CALLED" },
        new("evidence", nat => Cell.Of(string.Join("; ", nat.Evidence))) { Heading = "EVIDENCE", Narrowest = 20 },
    ];

    /// <summary>Writes everything; the sessions one at a time.</summary>
    public void Write(IEnumerable<IceSession> sessions, Func<IEnumerable<TurnAllocation>> turn, Func<IReadOnlyList<NatBehaviour>> nats)
    {
        var count = 0;
        foreach (var session in sessions)
        {
            if (count++ > 0) job.Text.Write('\n');
            Write(session);
        }
        TableOf(turn().ToArray(), allocations);
        TableOf(nats(), Nats);
        if (count == 0) job.Note("no ICE here");
    }

    private void Write(IceSession session)
    {
        var name = session.Call is { } call
            ? $"call {call.Number} {WireText.Clean(call.CallId)}" + (session.MediaIndex is { } index ? $", m= line {index} ({WireText.Clean(session.MediaKind)})" : "")
            : $"media without signalling, ufrags {WireText.Clean(session.Offerer.Ufrag)} and {WireText.Clean(session.Answerer!.Ufrag)}";
        if (session.Generation > 0) name += $", restart {session.Generation}";
        job.Text.Write(job.Palette.Paint(Ink.Strong, name) + ": ICE " + job.Palette.Paint(InkOf(session.Outcome), WordOf(session)) + "\n");
        WriteAgent("offerer", session.Offerer, session, IceSide.Offerer);
        if (session.Answerer is { } answerer) WriteAgent("answerer", answerer, session, IceSide.Answerer);
        TableOf([.. session.Offerer.Candidates.Select(c => ("offerer", c)), .. session.Answerer?.Candidates.Select(c => ("answerer", c)) ?? []], Candidates);
        TableOf(session.Pairs, pairs);
        if (hasTimeline) IceTimeline.Write(job, reading.Trace, session);
        job.Text.Write('\n');
        foreach (var line in IceStory.Of(session)) job.Text.Write("  " + WireText.Clean(line) + "\n");
    }

    private static string WordOf(IceSession session) =>
        session is { Outcome: IceOutcome.Running, FirstCheck: null } ? "negotiated, no check seen" : IceWords.Of(session.Outcome).Replace('_', ' ');

    private void WriteAgent(string side, IceAgent agent, IceSession session, IceSide which)
    {
        List<string> words = [$"ufrag {agent.Ufrag}"];
        if (agent.DefaultText is { } text) words.Add($"default {text}" + (agent.IsDefaultCandidate == false ? ", which is no candidate" : ""));
        if (session.Controlling == which) words.Add(session.IsControllingSeen ? "controlling" : "controlling by the rules");
        if (agent.IsLite) words.Add("lite");
        if (agent.Trickles) words.Add("trickles");
        if (agent.SaysMismatch) words.Add("says a=ice-mismatch");
        job.Text.Write($"  {side,-9} {WireText.Clean(string.Join("; ", words))}\n");
    }

    private void TableOf<T>(IReadOnlyList<T> rows, Column<T>[] columns)
    {
        if (rows.Count == 0) return;
        job.Text.Write('\n');
        Table.Write(job.Text, rows, columns, job.Clock, job.Palette, job.TableWidth);
    }

    private static string RemarkOf(CandidatePair pair)
    {
        List<string> words = [];
        if (pair.Reason is { } reason) words.Add(reason);
        if (!pair.Relay.IsNone) words.Add($"via relay {pair.Relay}");
        if (pair.State == PairState.Succeeded && !pair.Mapped.IsNone && pair.Mapped != pair.From) words.Add($"seen as {pair.Mapped}");
        if (pair.Retransmissions > 0) words.Add(string.Create(CultureInfo.InvariantCulture, $"{pair.Retransmissions} repeated"));
        if (pair.IsTriggered) words.Add("triggered");
        if (pair.IntegrityNote is { } note) words.Add(note);
        return string.Join("; ", words);
    }

    private static Cell Address(Endpoint endpoint) => Cell.Of(endpoint.IsNone ? "" : endpoint.ToString());

    private static Ink InkOf(CandidatePair pair) => pair.State switch
    {
        PairState.Succeeded => Ink.Good,
        PairState.Failed => Ink.Bad,
        PairState.InProgress => Ink.Warn,
        _ => Ink.Faint,
    };

    /// <summary>The colour of an outcome.</summary>
    public static Ink InkOf(IceOutcome outcome) => outcome switch
    {
        IceOutcome.None => Ink.Plain,
        IceOutcome.Completed => Ink.Good,
        IceOutcome.Failed or IceOutcome.Mismatch => Ink.Bad,
        _ => Ink.Warn,
    };
}
