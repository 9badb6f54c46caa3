using SipTrace.Capture;
using SipTrace.Capture.Files;
using SipTrace.Correlation.Sip;
using SipTrace.Lint;
using SipTrace.Output;

namespace SipTrace.Commands;

/// <summary><c>siptrace extract</c>: the packets of chosen calls as a capture of their own.</summary>
internal static class ExtractCommand
{
    /// <summary>The command.</summary>
    public static readonly Verb Verb = new("extract", "the packets of the chosen calls, signalling and media, as pcap or pcapng", [],
        [
            "siptrace extract server.pcap -C 3 -w call.pcapng",
            "siptrace extract server.pcap -C 3 -w call.pcap --no-media     # signalling only",
            "siptrace extract day/ --where 'number=34600111222' -w customer.pcapng",
        ],
        Run);

    private static int Run(Job job)
    {
        var choice = new CallChoice(job.Arguments);
        var path = job.Arguments.Write ?? throw new UserError("extract needs a file to write", "-w OUT.pcapng, or -w OUT.pcap");
        using var reading = Reading.Of(job, followsMedia: !job.Arguments.NoMedia);
        if (!reading.Captures.CanReadTwice)
        {
            throw new UserError("extract reads its input twice, and --no-spool makes that impossible", "leave out --no-spool");
        }
        using var bar = new ProgressBar(job.World, job.Arguments.Quiet);
        var calls = choice.From(reading.Trace);
        var packets = new CallPackets(reading.Trace, calls, withMedia: !job.Arguments.NoMedia);
        var written = Copy(reading.Captures, packets, path, bar.Show, RemarksOn(reading.Linted, calls));
        job.Note($"{path}: {written} packets; they are as they were on the wire, with their passwords and keys");
        return 0;
    }

    /// <summary>What the rules say of frames; in pcapng it stands in their comments, where Wireshark shows it.</summary>
    public static ILookup<(int File, int Frame), string> RemarksOn(LintedTrace capture, IReadOnlyList<Call> calls)
    {
        var linter = new Linter(RuleCatalogue.All);
        return calls.SelectMany(call => linter.Check(capture, call)).ToLookup(finding => (finding.Place.File, finding.Place.Frame),
            finding => $"{FindingWords.Of(finding.Severity)} {finding.Rule.Code} {finding.Rule.Name}: {WireText.Clean(finding.Message)}"
                + (finding.Line > 0 ? $" (line {finding.Line})" : ""));
    }

    /// <summary>Reads the inputs once more and writes the wanted packets; gives their number.</summary>
    public static int Copy(
        CaptureSet captures, CallPackets wanted, string path, Action<long, long, long> progress, ILookup<(int File, int Frame), string> remarks)
    {
        using var writer = FrameWriter.Create(path, captures);
        using var frames = captures.Read();
        var written = 0;
        var most = wanted.IsOnlySignalling(out var messages) ? messages : int.MaxValue;
        for (long read = 1; written < most && frames.MoveNext(); read++)
        {
            var frame = frames.Current;
            if (read % Reading.FramesPerGlance == 0) progress(frames.BytesRead, frames.TotalBytes, read);
            if (!wanted.Wants(frame, out var call)) continue;
            writer.Write(frame, string.Join('\n', remarks[(frame.File, frame.Number)].Prepend($"call {call}")));
            written++;
        }
        return written;
    }
}
