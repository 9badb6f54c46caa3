using SipTrace.Commands;
using SipTrace.Correlation.Sip;
using SipTrace.Terminal;

namespace SipTrace.Screens;

/// <summary>A screen that shows what a command prints about some calls, or about everything.</summary>
internal sealed class CommandScreen : TextScreen
{
    private readonly Call[] calls;
    private readonly Action<Job, Reading> write;
    private readonly string name;
    private int writtenFor;

    /// <summary>What a command prints.</summary>
    /// <param name="stack">The other screens.</param>
    /// <param name="name">What the title says.</param>
    /// <param name="calls">The calls; none for everything.</param>
    /// <param name="write">The command.</param>
    public CommandScreen(ScreenStack stack, string name, Call[] calls, Action<Job, Reading> write)
        : base(stack)
    {
        this.name = name;
        this.calls = calls;
        this.write = write;
        Pane.IsWrapped = false;
        Keys = WithTextKeys(new KeyTable { { "r Ctrl-R", "Again", "work it out again, with what came meanwhile", () => writtenFor = 0 } });
    }

    /// <inheritdoc/>
    public override KeyTable Keys { get; }

    /// <inheritdoc/>
    public override string Title => $"{name}  " + (calls.Length == 0 ? "whole capture" : $"call {string.Join(", ", calls.Take(10).Select(call => call.Number))}");

    /// <inheritdoc/>
    public override void Draw(Canvas canvas)
    {
        if (writtenFor != canvas.Width)
        {
            writtenFor = canvas.Width;
            Pane.Lines = Write(Pane.IsWrapped ? canvas.Width - 1 : 0);
        }
        base.Draw(canvas);
    }

    private IReadOnlyList<TextLine> Write(int width)
    {
        using var output = new MemoryStream();
        using var notes = new StringWriter();
        var world = Stack.Job.World;
        var painted = new Surroundings
        {
            Output = output,
            Error = notes,
            OutputIsTerminal = true,
            Columns = width == 0 ? short.MaxValue : width,
            LocalZone = Stack.Job.Clock.Zone,
            Variable = name => name is "NO_COLOR" or "TERM" ? null : world.Variable(name),
        };
        var arguments = Stack.Job.Arguments.For(calls) with
        {
            NoColor = false,
            ShowSecrets = Stack.Settings.ShowsSecrets,
        };
        using (var job = new Job(CallsCommand.Verb with { Formats = ["table"] }, arguments, painted))
        {
            Stack.Session.Ask(trace =>
            {
                write(job, Stack.ReadingOf(trace));
                return true;
            });
        }
        var text = System.Text.Encoding.UTF8.GetString(output.ToArray());
        return AnsiText.Read(text.Length > 0 ? text : notes.ToString().Replace("siptrace: ", "", StringComparison.Ordinal));
    }
}
