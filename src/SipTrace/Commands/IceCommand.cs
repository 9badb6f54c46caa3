using SipTrace.Correlation.Ice;
using SipTrace.Correlation.Sip;

namespace SipTrace.Commands;

/// <summary><c>siptrace ice</c>: candidates, checks, nominations, TURN and NATs.</summary>
internal static class IceCommand
{
    /// <summary>The command.</summary>
    public static readonly Verb Verb = new("ice", "candidates, check list, nominations, TURN, NAT behaviour, outcome", ["table", "json", "ndjson"],
        [
            "siptrace ice phone.pcap -C 3",
            "siptrace ice phone.pcap gateway.pcap -C 3                  # both sides of a NAT",
            "siptrace ice turn-server.pcap                              # checks and relays without their signalling, too",
        ],
        job => Reading.Show(job, Write));

    /// <summary>Writes the sessions of the chosen calls.</summary>
    public static void Write(Job job, Reading reading, CallChoice choice) => Write(job, reading, choice, hasTimeline: false);

    /// <summary>Writes the sessions of the chosen calls, for people perhaps with their checks drawn over time.</summary>
    public static void Write(Job job, Reading reading, CallChoice choice, bool hasTimeline)
    {
        var calls = choice.From(reading.Trace);
        var source = new IceSessions(reading.Trace, reading.Media);
        var nats = new NatReader(reading.Trace, reading.Media);
        var sessions = Sessions(source, calls, choice.IsAll, nats);
        if (job.Format == "table") new IceText(job, reading, hasTimeline).Write(sessions, Allocations, nats.Read);
        else WriteJson(job, reading, sessions, Allocations, nats);

        IEnumerable<TurnAllocation> Allocations() => choice.IsAll ? reading.Trace.Turn.Allocations : AllocationsOf(reading, calls);
    }

    /// <summary>The allocations of calls, in the order of their first packets.</summary>
    public static IEnumerable<TurnAllocation> AllocationsOf(Reading reading, IReadOnlyList<Call> calls) =>
        calls.SelectMany(reading.Media.AllocationsOf).Distinct().OrderBy(allocation => allocation.Started);

    // One at a time: a capture may hold very many.
    private static IEnumerable<IceSession> Sessions(IceSessions source, IReadOnlyList<Call> calls, bool isAll, NatReader nats)
    {
        foreach (var session in calls.SelectMany(source.Of).Concat(isAll ? source.WithoutSignalling() : []))
        {
            nats.Take(session);
            yield return session;
        }
    }

    private static void WriteJson(
        Job job, Reading reading, IEnumerable<IceSession> sessions, Func<IEnumerable<TurnAllocation>> allocations, NatReader nats)
    {
        var rows = new IceRows(reading);
        using var json = InputRows.Begin(job, reading.Captures);
        json.BeginList("sessions");
        foreach (var session in sessions) json.Row("ice", session, rows.Write);
        json.EndList();
        json.BeginList("turn");
        foreach (var allocation in allocations()) json.Row("turn", allocation, rows.Write);
        json.EndList();
        json.BeginList("nat");
        foreach (var nat in nats.Read()) json.Row("nat", nat, IceRows.Write);
        json.EndList();
    }
}
