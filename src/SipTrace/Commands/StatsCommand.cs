using System.Text.Json;
using SipTrace.Capture;
using SipTrace.Correlation;
using SipTrace.Correlation.Sip;
using SipTrace.Findings;
using SipTrace.Lint.Diagnoses;
using SipTrace.Output;
using SipTrace.Wire.Bytes;

namespace SipTrace.Commands;

/// <summary><c>siptrace stats</c>: what the capture holds, counted.</summary>
internal static class StatsCommand
{
    /// <summary>The command.</summary>
    public static readonly Verb Verb = new("stats", "what the capture holds: counts per protocol, method, status", ["text", "json", "ndjson"],
        ["siptrace stats server.pcap", "siptrace stats server.pcap --format json", "siptrace stats server.pcap --where 'state=failed'"], Run);

    private static int Run(Job job)
    {
        var choice = new CallChoice(job.Arguments);
        using var reading = Reading.Of(job, followsMedia: true);
        var calls = choice.From(reading.Trace);
        var statistics = choice.IsAll ? reading.Trace.Statistics : CountPacketsOf(reading, calls);
        var warnings = reading.Captures.Inputs.SelectMany(input => input.Warnings.Select(warning => $"{input.File}: {warning}")).ToArray();
        if (job.Format == "text")
        {
            WriteText(job, statistics);
            var causes = CausesOf(reading, calls).Select(cause => $"{cause.InShort} {cause.Count}").ToArray();
            if (causes.Length > 0) job.Text.Write(job.Palette.Paint(Ink.Strong, "causes".PadRight(12)) + string.Join(", ", causes) + "\n");
            return 0;
        }
        using var json = InputRows.Begin(job, reading.Captures);
        json.Single("stats", statistics, (writer, counted) =>
        {
            WriteJson(writer, counted, warnings);
            Write(writer, "diagnoses", CausesOf(reading, calls).Select(cause => (cause.Code, (long)cause.Count)));
        });
        return 0;
    }

    // Of chosen calls the packets are counted that `extract` would write.
    private static Statistics CountPacketsOf(Reading reading, IReadOnlyList<Call> calls)
    {
        if (!reading.Captures.CanReadTwice)
            throw new UserError("stats of chosen calls reads its input twice, and --no-spool makes that impossible", "leave out --no-spool");
        var wanted = new CallPackets(reading.Trace, calls, withMedia: true);
        var correlator = new Correlator(reading.Captures.Bytes);
        using var frames = reading.Captures.Read();
        while (frames.MoveNext())
        {
            if (wanted.Wants(frames.Current, out _)) correlator.Take(frames.Current);
        }
        correlator.Complete();
        return correlator.Trace.Statistics;
    }

    // What calls suffer from, the most frequent first.
    private static IEnumerable<(string Code, string InShort, int Count)> CausesOf(Reading reading, IReadOnlyList<Call> calls)
    {
        var explainer = new Explainer();
        return EachCall.Do(reading.Linted, calls, call => explainer.Explain(call).Detached().Lead)
            .OfType<Cause>().GroupBy(lead => lead.Code, lead => lead.InShort, StringComparer.Ordinal)
            .OrderByDescending(group => group.Count()).ThenBy(group => group.Key, StringComparer.Ordinal)
            .Select(group => (group.Key, group.First(), group.Count()));
    }

    /// <summary>The properties of the JSON object.</summary>
    public static void WriteJson(Utf8JsonWriter json, Statistics statistics, string[] warnings)
    {
        json.WriteNumber("packets", statistics.Packets);
        json.WriteNumber("bytes", statistics.Bytes);
        JsonText.Property(json, "first", statistics.First?.ToString());
        JsonText.Property(json, "last", statistics.Last?.ToString());
        Write(json, "link_types", statistics.LinkTypes.Select(pair => (NameOf(pair.Key), pair.Value)));
        json.WriteStartObject("sip");
        json.WriteNumber("messages", statistics.SipMessages);
        Write(json, "requests", statistics.SipRequests.Select(pair => (pair.Key, pair.Value)));
        Write(json, "responses", statistics.SipResponses.Select(pair => (pair.Key, pair.Value)));
        json.WriteNumber("call_ids", statistics.CallIds);
        json.WriteNumber("malformed", statistics.MalformedSip);
        json.WriteEndObject();
        Write(json, "sdp", [("bodies", statistics.SdpBodies), ("candidates", statistics.Candidates)]);
        Write(json, "stun", statistics.Stun.Select(pair => (pair.Key, pair.Value)));
        json.WriteNumber("classic_stun", statistics.ClassicStun);
        json.WriteNumber("turn_channel_data", statistics.ChannelData);
        Write(json, "rtp", [("streams", statistics.RtpStreams), ("packets", statistics.RtpPackets)]);
        Write(json, "rtcp", ((string[])["sr", "rr", "sdes", "bye", "app", "rtpfb", "psfb", "xr"]).Select(type => (type, statistics.Rtcp.GetValueOrDefault(type))));
        json.WriteNumber("dtls", statistics.Dtls);
        json.WriteNumber("t38", statistics.T38);
        json.WriteNumber("icmp_errors", statistics.IcmpErrors);
        Write(json, "fragments", [
            ("seen", statistics.FragmentsSeen), ("reassembled", statistics.FragmentsReassembled), ("expired", statistics.FragmentsExpired),
        ]);
        Write(json, "tcp", [("connections", statistics.TcpConnections), ("gaps", statistics.TcpGaps)]);
        json.WriteNumber("truncated_packets", statistics.TruncatedPackets);
        Write(json, "unknown", statistics.Oddities.Select(pair => (NameOf(pair.Key), pair.Value)));
        json.WritePropertyName("warnings");
        JsonText.Write(json, warnings);
    }

    private static void Write(Utf8JsonWriter json, string name, IEnumerable<(string Name, long Count)> counts)
    {
        json.WriteStartObject(name);
        foreach (var (key, count) in counts) json.WriteNumber(WireText.Clean(key), count);
        json.WriteEndObject();
    }

    /// <summary>Writes the counts for people.</summary>
    public static void WriteText(Job job, Statistics statistics)
    {
        Line("packets", $"{statistics.Packets}, {statistics.Bytes} octets" + (statistics.TruncatedPackets > 0 ? $", {statistics.TruncatedPackets} cut by the capture" : ""));
        if (statistics is { First: { } first, Last: { } last })
        {
            Line("time", $"{job.Clock.DateAndTime(first)} to {job.Clock.DateAndTime(last)} {job.Clock.ZoneAt(first)}");
        }
        Counts("link types", statistics.LinkTypes.Select(pair => (NameOf(pair.Key), pair.Value)));
        Line("SIP", $"{statistics.SipMessages} messages, {statistics.CallIds} Call-IDs, {statistics.MalformedSip} malformed");
        Counts("requests", statistics.SipRequests.Select(pair => (pair.Key, pair.Value)));
        Counts("responses", statistics.SipResponses.Select(pair => (pair.Key, pair.Value)));
        Line("SDP", $"{statistics.SdpBodies} bodies, {statistics.Candidates} candidates");
        Counts("STUN", statistics.Stun.Select(pair => (pair.Key, pair.Value)));
        Counts("RTP", [("streams", statistics.RtpStreams), ("packets", statistics.RtpPackets)]);
        Counts("RTCP", statistics.Rtcp.Select(pair => (pair.Key, pair.Value)));
        Counts("fragments", [("seen", statistics.FragmentsSeen), ("reassembled", statistics.FragmentsReassembled), ("expired", statistics.FragmentsExpired)]);
        Counts("TCP", [("connections", statistics.TcpConnections), ("gaps", statistics.TcpGaps)]);
        Counts("other", [("turn_channel_data", statistics.ChannelData), ("classic_stun", statistics.ClassicStun), ("dtls", statistics.Dtls), ("t38", statistics.T38), ("icmp_errors", statistics.IcmpErrors)]);
        Counts("unknown", statistics.Oddities.Select(pair => (NameOf(pair.Key), pair.Value)));

        void Line(string name, string text) => job.Text.Write(job.Palette.Paint(Ink.Strong, name.PadRight(12)) + text + "\n");

        void Counts(string name, IEnumerable<(string Name, long Count)> counts)
        {
            var seen = counts.Where(pair => pair.Count > 0).Select(pair => $"{WireText.Clean(pair.Name)} {pair.Count}").ToArray();
            if (seen.Length > 0) Line(name, string.Join(", ", seen));
        }
    }

    private static string NameOf(LinkType type) => Enum.IsDefined(type) ? SnakeCase(type.ToString()) : $"link_type_{(int)type}";

    private static string NameOf(Oddity oddity) => SnakeCase(oddity.ToString());

    private static string SnakeCase(string name) => JsonNamingPolicy.SnakeCaseLower.ConvertName(name);
}
