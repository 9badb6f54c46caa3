using SipTrace.Ladders;

namespace SipTrace.Commands;

/// <summary><c>siptrace flow</c>: the ladder of calls.</summary>
internal static class FlowCommand
{
    /// <summary>The command.</summary>
    public static readonly Verb Verb = new("flow", "the ladder of a call: who sent what to whom, and when", ["text", "mermaid", "svg", "html", "json", "ndjson"],
        [
            "siptrace flow server.pcap -C 3",
            "siptrace flow phone.pcap proxy.pcap -C 3                   # two capture points, one ladder",
            "siptrace flow server.pcap -C 3 -C 4 --format svg -w call.svg",
            "siptrace flow server.pcap -C 3 --format mermaid            # for a wiki or a ticket",
        ],
        Run);

    private static int Run(Job job)
    {
        var choice = new CallChoice(job.Arguments);
        using var reading = Reading.Of(job, followsMedia: true);
        var calls = choice.From(reading.Trace);
        if (job.Format is "json" or "ndjson")
        {
            MessageRows.Write(job, reading, choice);
            return 0;
        }
        if (calls.Count == 0)
        {
            if (reading.Trace.Calls.Count > 0) job.Note($"none of {reading.Trace.Calls.Count} calls is what you ask for");
            return 0;
        }
        var ladder = CallLadder.Of(job, reading, calls);
        using var file = job.Arguments.Write is { } path ? new StreamWriter(Job.CreateFile(path)) : null;
        var output = file ?? job.Text;
        switch (job.Format)
        {
            case "mermaid": MermaidLadder.Write(ladder, output); break;
            case "svg": output.Write(SvgLadder.Draw(ladder, job.Clock)); break;
            case "html": HtmlLadder.Write(ladder, output, job.Clock); break;
            default: TextLadder.Write(ladder, output, job.Clock, file is null ? job.Palette : default); break;
        }
        return 0;
    }
}
