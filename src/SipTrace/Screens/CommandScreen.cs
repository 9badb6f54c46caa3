using SipTrace.Commands;
using SipTrace.Correlation;
using SipTrace.Correlation.Sip;
using SipTrace.Output;
using SipTrace.Terminal;

namespace SipTrace.Screens;

/// <summary>A screen that shows what a command prints about some calls, or about everything.</summary>
internal sealed class CommandScreen : TextScreen
{
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(2);

    private readonly Call[] calls;
    private readonly Action<Job, Reading> write;
    private readonly string name;
    private readonly bool asksRules;
    private int writtenFor;
    private bool isRest;
    private Task<IReadOnlyList<TextLine>>? writing;

    /// <summary>What a command prints.</summary>
    /// <param name="stack">The other screens.</param>
    /// <param name="name">What the title says.</param>
    /// <param name="calls">The calls; none for everything.</param>
    /// <param name="write">The command.</param>
    /// <param name="asksRules">Whether it asks the rules.</param>
    public CommandScreen(ScreenStack stack, string name, Call[] calls, Action<Job, Reading> write, bool asksRules = false)
        : base(stack)
    {
        this.name = name;
        this.calls = calls;
        this.write = write;
        this.asksRules = asksRules;
        // Sentences go on below, tables to the right.
        Pane.IsWrapped = asksRules;
        Keys = WithTextKeys(new KeyTable { { "r Ctrl-R", "Again", "work it out again, with what came meanwhile", () => writtenFor = 0 } });
    }

    /// <summary>Writes what takes longer, and stands below; the frames of the calls are at hand then. Null for nothing.</summary>
    public Action<Job, Reading>? Rest { get; init; }

    /// <inheritdoc/>
    public override KeyTable Keys { get; }

    /// <inheritdoc/>
    public override string Title => $"{name}  " + (calls.Length == 0 ? "whole capture" : $"call {string.Join(", ", calls.Take(10).Select(call => call.Number))}");

    /// <summary>Takes what was written, once it is; tells whether it is still written.</summary>
    public override bool Work()
    {
        if (writing is null) return false;
        if (!writing.Wait(Patience)) return true;
        Pane.Lines = isRest ? [.. Pane.Lines, .. writing.Result] : writing.Result;
        writing = null;
        isRest = !isRest && Rest is not null;
        return true;
    }

    /// <inheritdoc/>
    public override void Draw(Canvas canvas)
    {
        if (writtenFor != canvas.Width && (!asksRules || Stack.Findings.IsReady))
        {
            writtenFor = canvas.Width;
            var width = asksRules ? canvas.Width - 1 : short.MaxValue;
            isRest = false;
            writing = Stack.Session.AskAside(trace => Write(trace, width, write));
        }
        else if (isRest && writing is null && Stack.Frames.Lack(Stack.Session) is null)
        {
            writing = Stack.Session.AskAside(trace => Write(trace, short.MaxValue, Rest!));
        }
        base.Draw(canvas);
        if (Pane.Lines.Count == 0) canvas.Put(2, 1, writing is null ? "the rules are asked when everything is read" : "working ...", Ink.Faint);
    }

    private IReadOnlyList<TextLine> Write(Trace trace, int width, Action<Job, Reading> write)
    {
        using var output = new MemoryStream();
        using var notes = new StringWriter();
        var world = Stack.Job.World;
        var painted = new Surroundings
        {
            Output = output,
            Error = notes,
            OutputIsTerminal = true,
            Columns = width,
            LocalZone = Stack.Job.Clock.Zone,
            Variable = name => name is "NO_COLOR" or "TERM" ? null : world.Variable(name),
        };
        var arguments = Stack.Job.Arguments.For(calls) with
        {
            NoColor = false,
            ShowSecrets = Stack.Settings.ShowsSecrets,
        };
        using (var job = new Job(CallsCommand.Verb with { Formats = ["table"] }, arguments, painted)) write(job, Stack.ReadingOf(trace));
        var text = System.Text.Encoding.UTF8.GetString(output.ToArray());
        return AnsiText.Read(text.Length > 0 ? text : notes.ToString().Replace("siptrace: ", "", StringComparison.Ordinal));
    }
}
