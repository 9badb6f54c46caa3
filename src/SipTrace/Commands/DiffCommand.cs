using System.Globalization;
using SipTrace.Capture;
using SipTrace.Capture.Files;
using SipTrace.Correlation.Media;
using SipTrace.Correlation.Sip;
using SipTrace.Output;
using SipTrace.Wire.Sdp;

namespace SipTrace.Commands;

/// <summary><c>siptrace diff</c>: what changed from one session description of a call to the next, and on the way through its hops.</summary>
internal static class DiffCommand
{
    /// <summary>The command.</summary>
    public static readonly Verb Verb = new("diff", "what changed in SDP: from offer to offer, by an answer, at a hop", ["text", "json", "ndjson"],
        [
            "siptrace diff server.pcap -C 3",
            "siptrace diff phone.pcap proxy.pcap -C 3                   # what the proxy, NAT or ALG between them changed",
            "siptrace diff server.pcap --between 5,112                  # any two messages with SDP, by their frames",
            "siptrace diff before.sdp after.sdp                         # two bodies as text",
        ],
        Run);

    private static int Run(Job job)
    {
        var choice = new CallChoice(job.Arguments);
        FramesOf(job.Arguments.Between);        // a mistake is told before a long read
        using var reading = Reading.Of(job, acceptsText: true);
        if (reading.Captures.Inputs.Any(input => input.Kind == InputKind.SdpText))
        {
            DiffBodies(job, reading);
            return 0;
        }
        Write(job, reading, choice);
        return 0;
    }

    /// <summary>Writes the differences within the chosen calls, or between two of their messages.</summary>
    public static void Write(Job job, Reading reading, CallChoice choice)
    {
        var between = FramesOf(job.Arguments.Between);
        var calls = choice.From(reading.Trace);
        var steps = between is { } frames ? [Between(reading, calls, frames.First, frames.Second)] : StepsOf(reading, calls);
        if (job.Format == "text") WriteText(job, reading, steps);
        else DiffRows.Write(job, reading, steps);
    }

    private static void DiffBodies(Job job, Reading reading)
    {
        if (reading.Captures.Inputs is not [{ Kind: InputKind.SdpText } first, { Kind: InputKind.SdpText } second])
            throw new UserError("diff compares two SDP bodies with each other, or messages of captures", "siptrace diff before.sdp after.sdp");
        var (before, after) = (SdpDocument.Parse(first.Text.Span), SdpDocument.Parse(second.Text.Span));
        var changes = SdpDiff.Between(before, after);
        if (job.Format != "text")
        {
            DiffRows.Write(job, reading, first.File, second.File, changes);
            return;
        }
        job.Text.Write(WireText.Clean($"{first.File}, then {second.File}") + "\n");
        foreach (var (ink, line) in SdpDiffText.Lines(changes, before, after, canRestart: true, job.Arguments.ShowSecrets)) job.Text.Write(job.Palette.Paint(ink, line) + "\n");
    }

    private static IEnumerable<(Call Call, SdpStep Step)> StepsOf(Reading reading, IEnumerable<Call> calls) =>
        from call in calls
        where call.Announcements.Count > 0
        from step in SdpStep.Of(CallTranscript.Read(reading.Trace, call))
        select (call, step);

    private static void WriteText(Job job, Reading reading, IEnumerable<(Call Call, SdpStep Step)> steps)
    {
        Func<int, string>? fileOf = reading.Captures.Inputs.Count > 1 ? index => reading.Captures.Inputs[index].Name : null;
        Call? shown = null;
        foreach (var (call, step) in steps)
        {
            if (call != shown)
            {
                if (shown is not null) job.Text.Write("\n");
                shown = call;
                job.Text.Write(job.Palette.Paint(Ink.Strong,
                    WireText.Clean($"call {call.Number}: {call.Method} {CallColumns.Short(call.From.Uri)} > {CallColumns.Short(call.To.Uri)}")) + "\n");
            }
            job.Text.Write($"\n{SdpDiffText.Heading(step, fileOf)}\n");
            foreach (var (ink, line) in SdpDiffText.Lines(step, job.Arguments.ShowSecrets)) job.Text.Write(job.Palette.Paint(ink, line) + "\n");
        }
        if (shown is null) job.Note(reading.Trace.Calls.Count == 0 ? "no call was found" : "no two session descriptions to compare");
    }

    private static (Call Call, SdpStep Step) Between(Reading reading, IReadOnlyList<Call> calls, int first, int second)
    {
        (Call Call, CallTranscript Transcript, TranscriptMessage Message)? before = null, after = null;
        foreach (var call in calls)
        {
            if (!reading.Trace.MessagesOf(call).Any(index => reading.Trace.Messages[index].Frame is var frame && (frame == first || frame == second))) continue;
            var transcript = CallTranscript.Read(reading.Trace, call);
            foreach (var message in transcript.Messages.Where(message => message.Sdp is not null))
            {
                if (message.Frame == first && before is null) before = (call, transcript, message);
                else if (message.Frame == second && after is null) after = (call, transcript, message);
            }
        }
        if (before is not { } one) throw NoSdp(first);
        if (after is not { } other) throw NoSdp(second);
        return (other.Call, SdpStep.Between(other.Transcript, one.Message, other.Message));
    }

    private static (int First, int Second)? FramesOf(string? between)
    {
        if (between is null) return null;
        var parts = between.Split(',');
        if (parts.Length == 2 && int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var first)
            && int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var second)) return (first, second);
        throw new UserError($"--between: '{between}' is not two frame numbers", "write --between 5,112; `siptrace show` tells the frames");
    }

    private static UserError NoSdp(int frame) => new($"--between: frame {frame} has no message with SDP", "`siptrace show` tells the frames");
}
