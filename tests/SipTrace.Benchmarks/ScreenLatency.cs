using System.Diagnostics;
using SipTrace.Capture.Files;
using SipTrace.Commands;
using SipTrace.Correlation;
using SipTrace.Screens;
using SipTrace.Terminal;

namespace SipTrace.Benchmarks;

/// <summary>
/// How long the terminal UI takes from a key to the octets of its frame, at 200x60: while a capture is read, and after. A key that comes while the UI does
/// something else waits, and the wait counts.
/// </summary>
internal sealed class ScreenLatency
{
    private const int Width = 200, Height = 60;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(8);

    private readonly VtWriter writer = new(new Glyphs(), new Theme(ColorDepth.True, isLight: false), asciiOnly: false);
    private readonly CellGrid grid;
    private readonly ScreenStack stack;
    private readonly Dictionary<string, List<(double Ms, int Octets, long Allocated)>> measured = [];
    private long due = Stopwatch.GetTimestamp();

    private ScreenLatency(ScreenStack stack)
    {
        this.stack = stack;
        grid = new CellGrid(writer.Glyphs);
    }

    /// <summary>Measures with one capture, and prints.</summary>
    public static void Run(string file)
    {
        ScreenCommand.HoldGarbage();
        // The program is compiled ahead of time, this is not: what is compiled on small captures does not count.
        Measure(Path.Combine(AppContext.BaseDirectory, "../../../../../samples-pcap"), TextWriter.Null);
        Measure(file, Console.Out);
    }

    private static void Measure(string file, TextWriter output)
    {
        var world = new Surroundings { Output = Stream.Null, Error = TextWriter.Null };
        var opened = Stopwatch.StartNew();
        using var job = new Job(CallsCommand.Verb, new Arguments { Inputs = [file] }, world);
        using var captures = CaptureSet.Open([file]);
        using var session = new Session(captures.Read(), new Correlator(captures.Bytes));
        session.Start();
        var screens = new ScreenLatency(new ScreenStack(job, session, captures, () => ""));
        screens.Frame();
        output.WriteLine($"first frame after {opened.ElapsedMilliseconds} ms");
        var reading = Stopwatch.StartNew();
        while (!session.IsComplete) screens.Play("while reading");
        output.WriteLine($"read in {reading.Elapsed.TotalSeconds:0.0} s, {session.Ask(trace => trace.Calls.Count)} calls, {GC.GetTotalPauseDuration().TotalMilliseconds:0} ms of it in {GC.CollectionCount(0)} garbage collections");
        for (var i = 0; i < 8; i++) screens.Play("after");
        screens.Print(output);
    }

    private void Play(string when)
    {
        for (var i = 0; i < 30; i++) Press(when, "cursor down", "Down");
        for (var i = 0; i < 5; i++) Press(when, "page down", "PgDn");
        Press(when, "end", "End");
        for (var i = 0; i < 10; i++) Press(when, "cursor up", "Up");
        Press(when, "home", "Home");
        foreach (var key in KeyNames.Parse("/ 1 0 . 1 Enter")) Press(when, "filter", key.ToString());
        for (var i = 0; i < 10; i++) Press(when, "down, filtered", "Down");
        foreach (var key in KeyNames.Parse("/ Esc")) Press(when, "filter", key.ToString());
        Press(when, "ladder opens", "Enter");
        for (var i = 0; i < 10; i++) Press(when, "down in the ladder", "Down");
        Press(when, "ladder closes", "Esc");
        Press(when, "help", "?");
        Press(when, "help", "Esc");
    }

    private void Press(string when, string what, string key)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        foreach (var pressed in KeyNames.Parse(key)) stack.Take(pressed);
        var octets = Frame();
        var took = Stopwatch.GetElapsedTime(due).TotalMilliseconds;
        var name = $"{what}, {when}";
        if (!measured.TryGetValue(name, out var list)) measured.Add(name, list = []);
        list.Add((took, octets, GC.GetAllocatedBytesForCurrentThread() - before));
        due = Stopwatch.GetTimestamp() + (long)(Pause.TotalSeconds * Stopwatch.Frequency);
        while (Stopwatch.GetTimestamp() < due)
        {
            if (stack.Work()) Frame();
            else Thread.Sleep(1);
        }
    }

    private int Frame()
    {
        grid.Reset(Width, Height);
        stack.Draw(grid);
        return writer.Write(grid, stack.Cursor).Length;
    }

    private void Print(TextWriter output)
    {
        output.WriteLine($"{"",-36} {"keys",6} {"median",9} {"p99",9} {"worst",9} {"octets",8} {"allocated",10}");
        foreach (var when in (string[])["while reading", "after"])
        {
            measured.Add($"all, {when}", [.. measured.Where(pair => pair.Key.EndsWith(when, StringComparison.Ordinal)).SelectMany(pair => pair.Value)]);
        }
        foreach (var (name, list) in measured.Where(pair => pair.Value.Count > 0))
        {
            var times = list.Select(item => item.Ms).Order().ToArray();
            output.WriteLine($"{name,-36} {times.Length,6} {times[times.Length / 2],6:0.00} ms {times[times.Length * 99 / 100],6:0.00} ms {times[^1],6:0.0} ms "
                + $"{list.Select(item => item.Octets).Order().ElementAt(list.Count / 2),8} {list.Select(item => item.Allocated).Order().ElementAt(list.Count / 2),10}");
        }
    }
}
