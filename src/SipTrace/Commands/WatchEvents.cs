using System.Runtime.CompilerServices;
using System.Text.Json;
using SipTrace.Capture.Live;
using SipTrace.Correlation;
using SipTrace.Correlation.Ice;
using SipTrace.Correlation.Media;
using SipTrace.Correlation.Rtp;
using SipTrace.Correlation.Sip;
using SipTrace.Findings;
using SipTrace.Lint;
using SipTrace.Output;
using SipTrace.Wire.Bytes;
using SipTrace.Wire.Hep;

namespace SipTrace.Commands;

/// <summary>Tells what happens to calls and streams: a line of text for each event, or a JSON object, flushed as soon as it is known.</summary>
internal sealed class WatchEvents : IDisposable
{
    // The answer to a BYE and its like still belong to the call; packets may still be on their way where a stream has fallen silent.
    private static readonly TimeSpan EndsAfter = TimeSpan.FromSeconds(1), SilentAfter = TimeSpan.FromSeconds(10);

    private readonly Job job;
    private readonly Trace trace;
    private readonly CallChoice choice;
    private readonly LiveSource source;
    private readonly HepReports? reports;
    private readonly WatchMetrics? metrics;
    private readonly JsonOutput? json;
    private readonly WatchFindings findings;
    private readonly ConditionalWeakTable<Call, Told> told = [];
    private readonly ConditionalWeakTable<RtpStream, object> toldStreams = [];
    private Column<Call>[]? columns;
    private MediaIndex? media;
    private CallFields? fields;

    /// <summary>Events of the calls that a choice wants; streams go to the HEP collector too, where there is one, and all is counted, where that is asked for.</summary>
    public WatchEvents(Job job, Trace trace, CallChoice choice, LiveSource source, HepReports? reports, WatchMetrics? metrics)
    {
        (this.job, this.trace, this.choice, this.source, this.reports, this.metrics) = (job, trace, choice, source, reports, metrics);
        findings = new WatchFindings(trace, new Linter(RuleChoice.From(job.Arguments.Lint)), TellFinding, Withdraw);
        if (job.Format == "ndjson") json = new JsonOutput(job.World.Output, isLines: true);
    }

    /// <summary>Tells what is new.</summary>
    public void Update(Timestamp now) => Update(now, isLast: false);

    /// <summary>Tells what there is to tell at the end, and the counts.</summary>
    public void Finish()
    {
        Update(default, isLast: true);
        json?.Single("stats", trace.Statistics, (writer, statistics) =>
        {
            StatsCommand.WriteJson(writer, statistics, []);
            writer.WriteStartObject("drops");
            writer.WriteNumber("kernel", source.KernelDrops);
            writer.WriteNumber("siptrace", source.OwnDrops);
            writer.WriteNumber("hep", reports?.Dropped ?? 0);
            writer.WriteEndObject();
            writer.WriteNumber("refused", source.Refused);
            writer.WriteStartObject("forgotten");
            foreach (var (kind, count) in statistics.Forgotten) writer.WriteNumber(kind, count);
            writer.WriteEndObject();
        });
        Flush();
    }

    /// <inheritdoc/>
    public void Dispose() => json?.Dispose();

    // Made once for each look at the trace, and only if somebody asks.
    private MediaIndex Media => media ??= MediaIndex.Of(trace);

    private CallFields Fields => fields ??= new CallFields(trace, () => Media, () => new CallVerdicts(new LintedTrace(trace, () => Media)));

    private void TellFinding(Finding finding)
    {
        var point = finding.Place.File < source.Points.Count ? source.Points[finding.Place.File] : "";
        if (json is null)
        {
            job.Text.Write($"{job.Clock.DateAndTime(finding.Place.Time)[..^3]}  finding   {(finding.Call is { } call ? $"call {call.Number}: " : "")}"
                + $"{FindingWords.Of(finding.Severity)} {finding.Rule.Code} {finding.Rule.Name}: {WireText.Clean(finding.Message)}\n");
        }
        else json.Row("finding", finding, (writer, row) => WriteFinding(writer, row, point));
        var (from, to) = finding.Call is { } subject ? (subject.Source, subject.Destination) : default;
        reports?.Send(HepPayloadType.Log, finding.Place.Time, from, to, finding.Call?.CallId, writer => WriteFinding(writer, finding, point));
    }

    private void Withdraw(string fingerprint)
    {
        if (json is null) job.Text.Write($"withdrawn: finding {fingerprint}\n");
        else json.Row("finding_withdrawn", fingerprint, (writer, row) => writer.WriteString("fingerprint", row));
    }

    private static void WriteFinding(Utf8JsonWriter json, Finding finding, string point) =>
        FindingRows.WriteRow(json, finding, point, finding.Place.Frame == 0 ? null : finding.Place.Frame, finding.Line);

    private void Update(Timestamp now, bool isLast)
    {
        (columns, media, fields) = (null, null, null);
        foreach (var call in trace.Calls) Update(call, now, isLast);
        foreach (var stream in trace.Rtp.Streams)
        {
            if (isLast || now - stream.LastTime > SilentAfter || stream.Call is { Ended: not null } call && now - call.LastSeen >= EndsAfter) TellEnd(stream);
        }
        findings.Update(now, isLast);
        Flush();
    }

    private void Update(Call call, Timestamp now, bool isLast)
    {
        if (!told.TryGetValue(call, out var known)) told.Add(call, known = new Told());
        if (known.HasEnded || known.Revision == call.Revision && call.Ended is null) return;
        known.Revision = call.Revision;
        if (!known.IsWanted && !(known.IsWanted = choice.IsAll || choice.Holds(Fields, call))) return;
        if (!known.HasStarted)
        {
            known.HasStarted = true;
            metrics?.Begin();
            Write("call_started", call.Started, call);
        }
        if (!known.IsAnswered && call.Answered is { } answered)
        {
            known.IsAnswered = true;
            Write("call_answered", answered, call);
        }
        if (call.Ended is not { } ended || (!isLast && now - call.LastSeen < EndsAfter)) return;
        known.HasEnded = true;
        metrics?.End(call, new IceOutcomes(trace, Media).Of(call));
        Write("call_ended", ended, call);
    }

    // A stream that goes on after it was told of as ended is not told of again.
    private void TellEnd(RtpStream stream)
    {
        if (!toldStreams.TryAdd(stream, this)) return;
        if (!choice.IsAll && !(stream.Call is { } call && choice.Holds(Fields, call))) return;
        metrics?.End(stream);
        var row = RowOf(stream);
        if (json is null)
        {
            var quality = stream.Score is { } score ? $", MOS {score.Value:0.00}" : "";
            job.Text.Write($"{job.Clock.DateAndTime(stream.LastTime)[..^3]}  stream    {(stream.Call is { } owner ? $"call {owner.Number}: " : "")}"
                + $"{stream.Key.Source} > {stream.Key.Destination}, {stream.Packets} packets, {stream.LossPercent:0.0} % lost{quality}\n");
        }
        else json.Row("stream", row, WriteStream);
        reports?.Send(HepPayloadType.Quality, stream.LastTime, stream.Key.Source, stream.Key.Destination, stream.Call?.CallId, writer => WriteStream(writer, row));
    }

    private StreamRow RowOf(RtpStream stream)
    {
        var key = stream.Key;
        var back = trace.Rtp.Streams.Where(other => other.Key.Source.HasSameAddress(key.Destination) && other.Key.Destination.HasSameAddress(key.Source));
        var point = key.Point < source.Points.Count ? source.Points[key.Point] : "";
        return new StreamRow(stream, point, key.Relay == 0 ? null : trace.Relays[key.Relay].ToString(), trace.ProtectionOf(stream), 0,
            trace.Rtcp.Find(key), trace.Rtcp.RoundTripMs(stream, back), source.KernelDrops + source.OwnDrops > 0);
    }

    private static void WriteStream(Utf8JsonWriter json, StreamRow row)
    {
        foreach (var column in StreamColumns.All)
        {
            if (column.IsInJson) column.WriteTo(json, row);
        }
    }

    private void Write(string type, Timestamp time, Call call)
    {
        if (json is null)
        {
            job.Text.Write($"{job.Clock.DateAndTime(time)[..^3]}  {type[5..],-8}  call {call.Number}: {WireText.Clean(call.Method)} "
                + $"{CallColumns.Short(call.From.Uri)} > {CallColumns.Short(call.To.Uri)}{Outcome(type, call)}\n");
            return;
        }
        columns ??= [.. CallColumns.Of(trace, Media).Where(column => column.IsInJson)];
        json.Row(type, (Time: time, Call: call), (writer, row) =>
        {
            writer.WritePropertyName("time");
            JsonText.Write(writer, row.Time);
            writer.WriteStartObject("call");
            foreach (var column in columns) column.WriteTo(writer, row.Call);
            writer.WriteEndObject();
        });
    }

    private static string Outcome(string type, Call call)
    {
        if (type != "call_ended") return "";
        var duration = call.Duration is { } time ? $", {time.TotalSeconds:0.0} s" : "";
        return $", {CallWords.Of(call.State)} {call.FinalStatus}{duration}";
    }

    private void Flush()
    {
        if (json is null) job.Text.Flush();
        else json.Flush();
        job.World.Output.Flush();
    }

    private sealed class Told
    {
        public int Revision = -1;
        public bool IsWanted, HasStarted, IsAnswered, HasEnded;
    }
}
