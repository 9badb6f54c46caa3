using SipTrace.Capture.Files;
using SipTrace.Commands;
using SipTrace.Correlation;
using SipTrace.Correlation.Sip;
using SipTrace.Output;
using SipTrace.Terminal;

namespace SipTrace.Screens;

/// <summary>The screens that are open, one over the other, and what they share: the session, the marks, the bars at the top and the bottom.</summary>
internal sealed class ScreenStack
{
    private readonly List<Screen> screens = [];
    private readonly List<(int From, int To, Key Key)> barPlaces = [];
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(2);

    private readonly List<Task<string>> awaited = [];
    private string? said;
    private (int Width, int Height) size = (80, 24);

    /// <summary>A stack that begins with the list of calls.</summary>
    public ScreenStack(Job job, Session session, CaptureSet captures, Func<string> progress)
    {
        Job = job;
        Session = session;
        Captures = captures;
        Frames = new CallFrames(captures, null);
        Progress = progress;
        Settings = new Settings(job);
        SettingsFile.Load(Settings, job.World.Variable);
        Media = new MediaRenewal(session);
        Findings = new CallFindings(session, Media);
        screens.Add(new CallsScreen(this));
    }

    /// <summary>What the user asked for on the command line.</summary>
    public Job Job { get; }

    /// <summary>Where answers come from.</summary>
    public Session Session { get; }

    /// <summary>The files that are read; none where packets come from a wire.</summary>
    public CaptureSet Captures { get; }

    /// <summary>The raw frames of calls.</summary>
    public CallFrames Frames { get; init; }

    /// <summary>The names of live capture points; null for files.</summary>
    public IReadOnlyList<string>? LivePoints { get; init; }

    /// <summary>How far reading has come.</summary>
    public Func<string> Progress { get; }

    /// <summary>What people set while they look.</summary>
    public Settings Settings { get; }

    /// <summary>What the rules say of calls.</summary>
    public CallFindings Findings { get; }

    /// <summary>Which media belongs to which call.</summary>
    public MediaRenewal Media { get; }

    /// <summary>The colours.</summary>
    public Theme Theme { get; set; } = new(ColorDepth.None, isLight: false);

    /// <summary>Calls that were marked, for what concerns several.</summary>
    public HashSet<Call> Marked { get; } = [];

    /// <summary>Whether it is over.</summary>
    public bool IsOver { get; private set; }

    /// <summary>The screen that keys go to.</summary>
    public Screen Top => screens[^1];

    /// <summary>Where the cursor is to be seen.</summary>
    public (int X, int Y)? Cursor => Top.Cursor;

    /// <summary>What the terminal shall do beside showing frames: bytes to write as they are, made by this program alone.</summary>
    public Action<byte[]> Tell { get; set; } = _ => { };

    /// <summary>The session's trace as the commands know it.</summary>
    public Reading ReadingOf(Trace trace) => Reading.Over(Captures, trace, Media.Media, Findings.Linted, LivePoints);

    /// <summary>What expressions ask of the session's calls.</summary>
    public CallFields FieldsOf(Trace trace) => new(trace, () => Media.Media, () => Findings.Verdicts);

    /// <summary>Opens a screen over the others.</summary>
    public void Push(Screen screen) => screens.Add(screen);

    /// <summary>Closes the top one; the last one ends the program.</summary>
    public void Pop()
    {
        if (screens.Count == 1) IsOver = true;
        else screens.RemoveAt(screens.Count - 1);
    }

    /// <summary>Ends the program.</summary>
    public void Leave() => IsOver = true;

    /// <summary>Says something at the bottom, until the next key.</summary>
    public void Say(string text) => said = WireText.Clean(text);

    /// <summary>Says something while something is done, and what comes of it when it is.</summary>
    public void SayWhenDone(string text, Task<string> work)
    {
        Say(text);
        awaited.Add(work);
    }

    /// <summary>Waits for what is still being saved.</summary>
    public void Finish() => Task.WaitAll(awaited);

    /// <summary>Gives a key to the top screen, or to the bars.</summary>
    public void Take(Key key)
    {
        said = null;
        if (key.Code == KeyCode.Click && key.Y == size.Height - 1)
        {
            foreach (var (from, to, standsFor) in barPlaces)
            {
                if (key.X >= from && key.X < to) Top.Take(standsFor);
            }
            return;
        }
        Top.Take(key);
    }

    /// <summary>Lets screens do what takes longer; tells whether more is left.</summary>
    public bool Work()
    {
        var isMore = Media.Step() | Findings.Prepare() | Await();
        foreach (var screen in screens.ToArray()) isMore |= screen.Work();
        return isMore;
    }

    /// <summary>Draws a frame.</summary>
    public void Draw(CellGrid grid)
    {
        size = (grid.Width, grid.Height);
        var canvas = new Canvas(grid);
        var first = screens.FindLastIndex(screen => !screen.IsWindow);
        var body = canvas.Part(0, 1, grid.Width, grid.Height - 2);
        for (var i = first; i < screens.Count; i++) screens[i].Draw(body);
        DrawTop(canvas.Part(0, 0, grid.Width, 1), screens[first].Title);
        DrawBottom(canvas.Part(0, grid.Height - 1, grid.Width, 1));
    }

    private bool Await()
    {
        if (awaited.Count == 0) return false;
        if (!awaited[0].Wait(Patience)) return true;
        Say(awaited[0].Result);
        awaited.RemoveAt(0);
        return true;
    }

    private void DrawTop(Canvas line, string title)
    {
        line.Fill(0, 0, line.Width, ' ', new Style(Ink.Plain, Emphasis.Bar));
        var progress = Progress();
        var room = line.Width - TextWidth.Of(progress) - 3;
        line.Put(1, 0, TextWidth.Cut(title, room), new Style(Ink.Strong, Emphasis.Bar));
        line.PutRight(line.Width - 1, 0, progress, new Style(Ink.Plain, Emphasis.Bar));
    }

    private void DrawBottom(Canvas line)
    {
        barPlaces.Clear();
        line.Fill(0, 0, line.Width, ' ', new Style(Ink.Plain, Emphasis.Bar));
        if (said is not null)
        {
            line.Put(1, 0, TextWidth.Cut(said, line.Width - 2), new Style(Ink.Warn, Emphasis.Bar));
            return;
        }
        var x = 1;
        foreach (var entry in Top.Keys)
        {
            if (entry.Label.Length == 0) continue;
            var name = entry.Keys[0].ToString();
            var end = x + name.Length + 1 + TextWidth.Of(entry.Label);
            if (end > line.Width) break;
            barPlaces.Add((x, end, entry.Keys[0]));
            line.Put(line.Put(x, 0, name, new Style(Ink.Request, Emphasis.Bar | Emphasis.Bold)) + 1, 0, entry.Label, new Style(Ink.Plain, Emphasis.Bar));
            x = end + 2;
        }
    }
}
