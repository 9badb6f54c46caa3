using SipTrace.Correlation.Sip;
using SipTrace.Output;

namespace SipTrace.Commands;

/// <summary><c>siptrace rtp</c>: RTP streams and their quality.</summary>
internal static class RtpCommand
{
    /// <summary>The command.</summary>
    public static readonly Verb Verb = new("rtp", "RTP streams and their quality: loss, jitter, MOS, RTCP, DTMF; T.38, DTLS, ICMP", ["table", "json", "ndjson", "csv"],
        [
            "siptrace rtp server.pcap",
            "siptrace rtp server.pcap -C 3                              # the streams of one call",
            "siptrace rtp server.pcap --sort -lost_pct",
            "siptrace rtp day/ --where 'mos<3.5' --format csv",
        ],
        job => Reading.Show(job, Write));

    /// <summary>Writes the streams of the chosen calls.</summary>
    public static void Write(Job job, Reading reading, CallChoice choice)
    {
        var calls = choice.IsAll ? null : choice.From(reading.Trace);
        var rows = Sorting.Of(StreamRows.Of(reading, calls), job.Arguments.Sort, StreamColumns.All);
        switch (job.Format)
        {
            case "csv":
                Csv.Write(job.Text, rows, StreamColumns.All);
                break;
            case "table":
                if (rows.Count > 0) Table.Write(job.Text, rows, StreamColumns.All, job.Clock, job.Palette, job.TableWidth);
                else job.Note("no RTP");
                WriteRest(job, reading, calls);
                break;
            default:
                WriteJson(job, reading, calls, rows);
                break;
        }
    }

    // What is no RTP but tells why there is none, or what it is worth: in sentences under the table.
    private static void WriteRest(Job job, Reading reading, IReadOnlyList<Call>? calls)
    {
        IEnumerable<object> rest = [.. FaxRow.Of(reading, calls), .. DtlsRow.Of(reading, calls), .. UnreachableRow.Of(reading, calls)];
        foreach (var line in rest) job.Text.Write(line + "\n");
    }

    private static void WriteJson(Job job, Reading reading, IReadOnlyList<Call>? calls, IReadOnlyList<StreamRow> rows)
    {
        using var json = InputRows.Begin(job, reading.Captures);
        json.List("streams", "stream", rows, StreamColumns.All, areAlone: true);
        Write("t38", "t38", FaxRow.Of(reading, calls), FaxRow.Write);
        Write("dtls", "dtls", DtlsRow.Of(reading, calls), DtlsRow.Write);
        Write("unreachable", "unreachable", UnreachableRow.Of(reading, calls), UnreachableRow.Write);

        void Write<T>(string name, string type, IReadOnlyList<T> list, Action<System.Text.Json.Utf8JsonWriter, T> properties)
        {
            json.BeginList(name);
            foreach (var row in list) json.Row(type, row, properties);
            json.EndList();
        }
    }
}
