using System.Runtime.CompilerServices;
using SipTrace.Capture.Live;
using SipTrace.Correlation;
using SipTrace.Correlation.Sip;
using SipTrace.Output;
using SipTrace.Wire.Bytes;

namespace SipTrace.Commands;

/// <summary>Tells what happens to calls: a line of text for each event, or a JSON object, flushed as soon as it is known.</summary>
internal sealed class WatchEvents : IDisposable
{
    // The answer to a BYE and its like still belong to the call.
    private static readonly TimeSpan EndsAfter = TimeSpan.FromSeconds(1);

    private readonly Job job;
    private readonly Trace trace;
    private readonly CallChoice choice;
    private readonly JsonOutput? json;
    private readonly Column<Call>[] columns;
    private readonly ConditionalWeakTable<Call, Told> told = [];

    /// <summary>Events of the calls that a choice wants.</summary>
    public WatchEvents(Job job, Trace trace, CallChoice choice)
    {
        (this.job, this.trace, this.choice) = (job, trace, choice);
        if (job.Format == "ndjson") json = new JsonOutput(job.World.Output, isLines: true);
        columns = [.. CallColumns.Of(trace).Where(column => column.IsInJson)];
    }

    /// <summary>Tells what is new.</summary>
    public void Update(Timestamp now) => Update(now, isLast: false);

    /// <summary>Tells what there is to tell at the end, and the counts.</summary>
    public void Finish(LiveSource source)
    {
        Update(default, isLast: true);
        json?.Single("stats", trace.Statistics, (writer, statistics) =>
        {
            StatsCommand.WriteJson(writer, statistics, []);
            writer.WriteStartObject("drops");
            writer.WriteNumber("kernel", source.KernelDrops);
            writer.WriteNumber("siptrace", source.OwnDrops);
            writer.WriteEndObject();
            writer.WriteStartObject("forgotten");
            foreach (var (kind, count) in statistics.Forgotten) writer.WriteNumber(kind, count);
            writer.WriteEndObject();
        });
        Flush();
    }

    /// <inheritdoc/>
    public void Dispose() => json?.Dispose();

    private void Update(Timestamp now, bool isLast)
    {
        foreach (var call in trace.Calls)
        {
            if (!told.TryGetValue(call, out var known)) told.Add(call, known = new Told());
            if (known.HasEnded || known.Revision == call.Revision && call.Ended is null) continue;
            known.Revision = call.Revision;
            if (!known.IsWanted && !(known.IsWanted = choice.IsAll || choice.Holds(trace, call))) continue;
            if (!known.HasStarted)
            {
                known.HasStarted = true;
                Write("call_started", call.Started, call);
            }
            if (!known.IsAnswered && call.Answered is { } answered)
            {
                known.IsAnswered = true;
                Write("call_answered", answered, call);
            }
            if (call.Ended is not { } ended || (!isLast && now - call.LastSeen < EndsAfter)) continue;
            known.HasEnded = true;
            Write("call_ended", ended, call);
        }
        Flush();
    }

    private void Write(string type, Timestamp time, Call call)
    {
        if (json is null)
        {
            job.Text.Write($"{job.Clock.DateAndTime(time)[..^3]}  {type[5..],-8}  call {call.Number}: {WireText.Clean(call.Method)} "
                + $"{CallColumns.Short(call.From.Uri)} > {CallColumns.Short(call.To.Uri)}{Outcome(type, call)}\n");
            return;
        }
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
