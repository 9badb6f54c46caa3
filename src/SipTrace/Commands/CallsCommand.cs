using SipTrace.Capture;
using SipTrace.Correlation.Sip;
using SipTrace.Output;

namespace SipTrace.Commands;

/// <summary><c>siptrace calls</c>: the list of calls, one per Call-ID.</summary>
internal static class CallsCommand
{
    /// <summary>The command.</summary>
    public static readonly Verb Verb = new("calls", "the calls, one per Call-ID", ["table", "json", "ndjson", "csv"],
        [
            "siptrace calls server.pcap",
            "siptrace calls server.pcap --where 'state=failed and ua~yealink' --sort -duration_s",
            "siptrace calls *.pcap --where 'number=34600111222 or ip=10.0.0.0/8' --format csv",
            "ssh pbx tcpdump -U -w - udp | siptrace calls - --format ndjson",
        ],
        Run);

    private static int Run(Job job)
    {
        var choice = new CallChoice(job.Arguments);
        var sort = SortOrder(job.Arguments.Sort);
        using var reading = Reading.Of(job);
        var calls = choice.From(reading.Trace);
        if (sort is not null) calls = sort(calls);
        switch (job.Format)
        {
            case "csv":
                Csv.Write(job.Text, calls, CallColumns.All);
                break;
            case "table":
                if (calls.Count > 0) Table.Write(job.Text, calls, CallColumns.All, job.Clock, job.Palette, job.TableWidth);
                else if (reading.Trace.Calls.Count > 0) job.Note($"none of {reading.Trace.Calls.Count} calls is what you ask for");
                break;
            default:
                WriteJson(job, reading, calls);
                break;
        }
        return 0;
    }

    private static void WriteJson(Job job, Reading reading, IReadOnlyList<Call> calls)
    {
        var columns = CallColumns.All.Where(column => column.IsInJson).ToArray();
        using var json = InputRows.Begin(job, reading.Captures);
        json.BeginList("calls");
        foreach (var call in calls)
        {
            json.Row("call", call, (writer, row) =>
            {
                foreach (var column in columns) column.WriteTo(writer, row);
            });
        }
        json.EndList();
    }

    // Calls that are equal in the column keep the order of their numbers.
    private static Func<IReadOnlyList<Call>, IReadOnlyList<Call>>? SortOrder(string? sort)
    {
        if (sort is null) return null;
        var name = sort.TrimStart('-');
        var column = CallColumns.All.FirstOrDefault(candidate => candidate.Name == name)
            ?? throw new UserError($"--sort: no column is called '{name}'", "the columns: " + string.Join(' ', CallColumns.All.Select(c => c.Name)));
        return sort[0] == '-' ? calls => [.. calls.OrderByDescending(column.Value)] : calls => [.. calls.OrderBy(column.Value)];
    }
}
