using System.Globalization;
using System.Runtime;
using SipTrace.Capture;
using SipTrace.Capture.Files;
using SipTrace.Capture.Live;
using SipTrace.Correlation;
using SipTrace.Screens;
using SipTrace.Terminal;

namespace SipTrace.Commands;

/// <summary><c>siptrace FILE</c> on a terminal: the terminal UI; with <c>--screen</c> one frame of it as text.</summary>
internal static class ScreenCommand
{
    /// <summary>The command that has no name.</summary>
    public static readonly Verb Verb = new("", "the terminal UI", [], [], Run) { NeedsInput = false };

    /// <summary>Whether the UI is what is asked for: on a terminal, without a format.</summary>
    public static bool IsMeant(Arguments arguments, Surroundings world) =>
        arguments.Screen.Size is not null || world.OutputIsTerminal && arguments.Format is null && arguments.Write is null && !OperatingSystem.IsWindows();

    private static int Run(Job job)
    {
        if (job.Arguments.Screen.Size is not null) return PrintFrame(job);
        using var device = TerminalDevice.Open() ?? throw new UserError("there is no terminal to read keys from", "siptrace calls writes the calls as text");
        var live = job.Arguments.Live;
        if (job.Arguments.Inputs.Count == 0 || job.Arguments.Inputs.Contains("-") || live.Follow || live.Devices.Count + live.HepListen.Count > 0) return ShowLive(job, device);
        using var captures = CaptureSet.Open(job.Arguments.Inputs, spool: !job.Arguments.NoSpool);
        Clocks.Align(job.Arguments, captures);
        using var frames = Frames(job, captures);
        Show(job, device, frames, new Correlator(captures.Bytes), captures, null, null, session => FileProgress(frames, session));
        return 0;
    }

    private static int ShowLive(Job job, TerminalDevice device)
    {
        var live = job.Arguments.Live;
        var hasOther = job.Arguments.Inputs.Count + live.Devices.Count + live.HepListen.Count > 0;
        using var source = LiveCapture.Open(job, hasOther ? live.Devices : ["any"]);
        using var captures = CaptureSet.Open([]);
        using var store = new FrameStore(live.Store);
        source.Start();
        Show(job, device, source, new Correlator(new NoBytes(), limits: LiveCapture.Limits(job)), captures, store, LiveCapture.Garbage(job), _ => LiveProgress(source));
        return 0;
    }

    private static void Show(Job job, TerminalDevice device, FrameSource source, Correlator correlator, CaptureSet captures, FrameStore? store, GarbageBound? garbage,
        Func<Session, string> progress)
    {
        if (source is not LiveSource) HoldGarbage();
        using var session = new Session(source, correlator, garbage);
        if (store is not null) session.Taken += store.Add;
        session.Start();
        var stack = new ScreenStack(job, session, captures, () => progress(session))
        {
            LivePoints = (source as LiveSource)?.Points,
            Frames = new CallFrames(captures, store),
        };
        var theme = Theme.Of(job.World.Variable, job.Arguments.NoColor);
        stack.Theme = new Theme(theme.Depth, stack.Settings.IsLight ?? theme.IsLight);
        var isUtf8 = (job.World.Variable("LC_ALL") ?? job.World.Variable("LC_CTYPE") ?? job.World.Variable("LANG") ?? "").Contains("utf", StringComparison.OrdinalIgnoreCase);
        using var loop = new TerminalLoop(device, stack, job.Arguments.Screen.IsAscii || !isUtf8);
        loop.Run();
        stack.Finish();
    }

    /// <summary>
    /// Next to nothing of what a file leaves behind ever becomes garbage. To look for it there would hold up frames for as long as half a second; many short
    /// looks at what is new hold up none.
    /// </summary>
    public static void HoldGarbage() => GCSettings.LatencyMode = GCLatencyMode.LowLatency;

    // Reads everything first, so that the same keys always end in the same frame.
    private static int PrintFrame(Job job)
    {
        var (width, height) = SizeOf(job.Arguments.Screen.Size!);
        var keys = KeyNames.Parse(job.Arguments.Screen.Keys);
        if (job.Arguments.Inputs.Count == 0) throw new UserError("--screen needs an input", "siptrace FILE --screen 120x40");
        using var captures = CaptureSet.Open(job.Arguments.Inputs, spool: !job.Arguments.NoSpool);
        Clocks.Align(job.Arguments, captures);
        using var session = new Session(Frames(job, captures), new Correlator(captures.Bytes));
        session.Run();
        var stack = new ScreenStack(job, session, captures, () => Amount(captures));
        var grid = new CellGrid(new Glyphs());
        Draw();
        foreach (var key in keys)
        {
            if (stack.IsOver) break;
            stack.Take(key);
            Draw();
        }
        if (job.Arguments.Write is { } path) Write(path, grid, job.Arguments.Screen.IsAscii);
        else job.Text.Write(grid.ToText(job.Arguments.Screen.IsAscii));
        return 0;

        void Draw()
        {
            do
            {
                grid.Reset(width, height);
                stack.Draw(grid);
            }
            while (stack.Work());
        }
    }

    private static void Write(string path, CellGrid frame, bool asciiOnly)
    {
        using var file = new StreamWriter(Job.CreateFile(path));
        file.Write(path.EndsWith(".svg", StringComparison.Ordinal) ? FrameSvg.Draw(frame) : frame.ToText(asciiOnly));
    }

    private static FrameSource Frames(Job job, CaptureSet captures) =>
        job.Arguments.Filter is { } expression ? new FilteredSource(captures.Read(), new BpfFilter(expression)) : captures.Read();

    private static string FileProgress(FrameSource frames, Session session)
    {
        if (session.IsComplete) return "";
        return frames.TotalBytes > 0 ? $"reading {Math.Min(99, frames.BytesRead * 100 / frames.TotalBytes)} %" : $"reading {frames.BytesRead >> 20} MB";
    }

    private static string LiveProgress(LiveSource source)
    {
        var drops = source.KernelDrops + source.OwnDrops;
        return $"{string.Join(' ', source.Points)}  {source.Frames} packets" + (drops > 0 ? $", {drops} lost" : "");
    }

    private static string Amount(CaptureSet captures) =>
        captures.Inputs.Count == 1 ? Path.GetFileName(captures.Inputs[0].Name) : $"{captures.Inputs.Count} files";

    private static (int Width, int Height) SizeOf(string text)
    {
        var parts = text.Split('x', 'X');
        if (parts.Length == 2 && int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var width)
            && int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var height) && width is >= 20 and <= 1000 && height is >= 5 and <= 1000)
        {
            return (width, height);
        }
        throw new UserError($"--screen: '{text}' is no size", "columns and rows, from 20x5 on: --screen 120x40");
    }
}
