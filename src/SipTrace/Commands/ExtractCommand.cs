using SipTrace.Capture;
using SipTrace.Capture.Files;
using SipTrace.Correlation.Sip;

namespace SipTrace.Commands;

/// <summary><c>siptrace extract</c>: the packets of chosen calls as a capture of their own.</summary>
internal static class ExtractCommand
{
    /// <summary>The command.</summary>
    public static readonly Verb Verb = new("extract", "the packets of the chosen calls, as pcap or pcapng", [],
        [
            "siptrace extract server.pcap -C 3 -w call.pcapng",
            "siptrace extract day/ --where 'number=34600111222' -w customer.pcapng",
        ],
        Run);

    private static int Run(Job job)
    {
        var choice = new CallChoice(job.Arguments);
        var path = job.Arguments.Write ?? throw new UserError("extract needs a file to write", "-w OUT.pcapng, or -w OUT.pcap");
        using var reading = Reading.Of(job);
        if (!reading.Captures.CanReadTwice)
        {
            throw new UserError("extract reads its input twice, and --no-spool makes that impossible", "leave out --no-spool");
        }
        var wanted = FramesOf(reading, choice.From(reading.Trace));
        var written = Copy(job, reading.Captures, wanted, path);
        job.Note($"{path}: {written} packets; they are as they were on the wire, with their passwords and keys");
        return 0;
    }

    // Every frame that carried a message: fragments and segments too, copies and retransmissions included. With the number of its call.
    private static Dictionary<(int File, int Frame), int> FramesOf(Reading reading, IReadOnlyList<Call> calls)
    {
        var wanted = new Dictionary<(int, int), int>();
        foreach (var call in calls)
        {
            foreach (var index in reading.Trace.MessagesOf(call))
            {
                var message = reading.Trace.Messages[index];
                foreach (var frame in reading.Trace.FramesOf(message)) wanted.TryAdd((message.File, frame), call.Number);
            }
        }
        return wanted;
    }

    private static int Copy(Job job, CaptureSet captures, Dictionary<(int File, int Frame), int> wanted, string path)
    {
        using var bar = new ProgressBar(job.World, job.Arguments.Quiet);
        using var writer = FrameWriter.Create(path, captures);
        using var frames = captures.Read();
        var written = 0;
        for (long read = 1; written < wanted.Count && frames.MoveNext(); read++)
        {
            var frame = frames.Current;
            if (read % Reading.FramesPerGlance == 0) bar.Show(frames.BytesRead, frames.TotalBytes, read);
            if (!wanted.TryGetValue((frame.File, frame.Number), out var call)) continue;
            writer.Write(frame, $"call {call}");
            written++;
        }
        return written;
    }
}
