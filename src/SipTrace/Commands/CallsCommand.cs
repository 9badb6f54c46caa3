using SipTrace.Correlation.Sip;
using SipTrace.Findings;
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
        using var reading = Reading.Of(job, followsMedia: true);
        var chosen = choice.From(reading.Trace);
        var isAsked = chosen.Count <= CallVerdicts.Most || job.Arguments.Sort?.TrimStart('-') is "findings" or "diagnosis";
        var columns = CallColumns.Of(reading.Trace, reading.Media, isAsked ? new CallVerdicts(reading.Linted) : null);
        var calls = Sorting.Of(chosen, job.Arguments.Sort, columns);
        switch (job.Format)
        {
            case "csv":
                Csv.Write(job.Text, calls, columns);
                break;
            case "table":
                if (calls.Count > 0) Table.Write(job.Text, calls, columns, job.Clock, job.Palette, job.TableWidth);
                else if (reading.Trace.Calls.Count > 0) job.Note($"none of {reading.Trace.Calls.Count} calls is what you ask for");
                break;
            default:
                WriteJson(job, reading, calls, columns, isAsked);
                break;
        }
        return 0;
    }

    private static void WriteJson(Job job, Reading reading, IReadOnlyList<Call> calls, IReadOnlyList<Column<Call>> columns, bool isAsked)
    {
        using var json = InputRows.Begin(job, reading.Captures);
        json.List("calls", "call", calls, columns, areAlone: !isAsked);
    }
}
