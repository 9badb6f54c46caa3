using SipTrace.Capture;
using SipTrace.Capture.Files;
using SipTrace.Commands;
using SipTrace.Correlation;
using SipTrace.Correlation.Sip;
using SipTrace.Ladders;
using SipTrace.Output;
using SipTrace.Wire.Bytes;

namespace SipTrace.Screens;

/// <summary>The window that saves calls: as packets, as text, as a picture; the ending of the file's name says which.</summary>
internal static class SaveForm
{
    private static readonly string[] endings = [".pcap", ".pcapng", ".txt", ".svg", ".html", ".json"];

    /// <summary>Makes it.</summary>
    public static FormScreen Of(ScreenStack stack, Call[] calls) => new(stack, $"save {calls.Length} call{(calls.Length == 1 ? "" : "s")}",
        [("file", $"call-{calls[0].Number}.pcapng"), ("with RTP and STUN", "yes")],
        values => Judge(values[0]),
        values => Save(stack, calls, values[0].Trim(), IsYes(values[1])));

    private static string Judge(string path)
    {
        if (!endings.Contains(Path.GetExtension(path))) return "the name ends in " + string.Join(' ', endings);
        return File.Exists(path) ? "it exists: it will be replaced"
            : Path.GetExtension(path) is ".pcap" or ".pcapng" ? "packets as on the wire, with their passwords and keys" : "";
    }

    private static bool IsYes(string answer) => answer.Trim().StartsWith('y') || answer.Trim().StartsWith('1');

    // All of a big capture may have to be read again: the screens go on meanwhile.
    private static void Save(ScreenStack stack, Call[] calls, string path, bool withMedia)
    {
        var isPackets = Path.GetExtension(path) is ".pcap" or ".pcapng";
        if (!endings.Contains(Path.GetExtension(path))) stack.Say("not saved: the name ends in " + string.Join(' ', endings));
        else if (isPackets && stack.Frames.Lack(stack.Session) is { } lack) stack.Say("not saved: " + lack);
        else stack.SayWhenDone("saving ...", stack.Session.AskAside(trace => Save(stack, trace, calls, path, withMedia, isPackets)));
    }

    private static string Save(ScreenStack stack, Trace trace, Call[] calls, string path, bool withMedia, bool isPackets)
    {
        try
        {
            return isPackets ? $"{path}: {SavePackets(stack, trace, calls, path, withMedia)} packets saved" : SaveText(stack, trace, calls, path);
        }
        catch (UserError mistake)
        {
            return "not saved: " + mistake.Message;
        }
    }

    private static int SavePackets(ScreenStack stack, Trace trace, Call[] calls, string path, bool withMedia)
    {
        if (!stack.Session.IsLive)
        {
            var remarks = ExtractCommand.RemarksOn(stack.ReadingOf(trace).Linted, calls);
            return ExtractCommand.Copy(stack.Captures, new CallPackets(trace, calls, withMedia), path, (_, _, _) => { }, remarks);
        }
        using var writer = FrameWriter.Create(path, stack.Captures);
        var saved = 0;
        stack.Frames.Copy(trace, calls, withMedia, (in Frame frame) =>
        {
            writer.Write(frame);
            saved++;
        });
        return saved;
    }

    private static string SaveText(ScreenStack stack, Trace trace, Call[] calls, string path)
    {
        using var file = Job.CreateFile(path);
        var arguments = stack.Job.Arguments.For(calls) with
        {
            Format = "json",
            ShowSecrets = stack.Settings.ShowsSecrets,
        };
        using var job = new Job(ShowCommand.Verb, arguments, stack.Job.World with { Output = file, OutputIsTerminal = false });
        Write(job, stack.ReadingOf(trace), calls, Path.GetExtension(path), stack.Job.Clock);
        return $"{path} saved";
    }

    private static void Write(Job job, Reading reading, Call[] calls, string ending, Clock clock)
    {
        switch (ending)
        {
            case ".txt":
                foreach (var view in MessageView.Of(reading.Trace, calls)) ShowCommand.WriteText(job, reading, view, calls.Length > 1);
                break;
            case ".json":
                MessageRows.Write(job, reading, new CallChoice(job.Arguments));
                break;
            case ".svg":
                job.Text.Write(SvgLadder.Draw(CallLadder.Of(job, reading, calls), clock));
                break;
            default:
                HtmlLadder.Write(CallLadder.Of(job, reading, calls), job.Text, clock);
                break;
        }
    }
}
