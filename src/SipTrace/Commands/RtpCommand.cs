using SipTrace.Output;

namespace SipTrace.Commands;

/// <summary><c>siptrace rtp</c>: RTP streams and their quality.</summary>
internal static class RtpCommand
{
    /// <summary>The command.</summary>
    public static readonly Verb Verb = new("rtp", "RTP streams and their quality: loss, jitter, MOS, RTCP, DTMF", ["table", "json", "ndjson", "csv"],
        [
            "siptrace rtp server.pcap",
            "siptrace rtp server.pcap -C 3                              # the streams of one call",
            "siptrace rtp server.pcap --sort -lost_pct",
            "siptrace rtp day/ --where 'mos<3.5' --format csv",
        ],
        Run);

    private static int Run(Job job)
    {
        var choice = new CallChoice(job.Arguments);
        using var reading = Reading.Of(job, followsMedia: true);
        Write(job, reading, choice);
        return 0;
    }

    /// <summary>Writes the streams of the chosen calls.</summary>
    public static void Write(Job job, Reading reading, CallChoice choice)
    {
        var rows = Sorting.Of(StreamRows.Of(reading, choice.IsAll ? null : choice.From(reading.Trace)), job.Arguments.Sort, StreamColumns.All);
        switch (job.Format)
        {
            case "csv":
                Csv.Write(job.Text, rows, StreamColumns.All);
                break;
            case "table":
                if (rows.Count > 0) Table.Write(job.Text, rows, StreamColumns.All, job.Clock, job.Palette, job.TableWidth);
                else job.Note("no RTP");
                break;
            default:
                using (var json = InputRows.Begin(job, reading.Captures)) json.List("streams", "stream", rows, StreamColumns.All);
                break;
        }
    }
}
