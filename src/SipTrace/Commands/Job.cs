using System.Text;
using SipTrace.Capture;
using SipTrace.Output;

namespace SipTrace.Commands;

/// <summary>What a command works with: the arguments, and how and where to write.</summary>
internal sealed class Job : IDisposable
{
    private StreamWriter? text;

    /// <summary>The work of a command.</summary>
    public Job(Verb verb, Arguments arguments, Surroundings world)
    {
        Arguments = arguments;
        World = world;
        Format = arguments.Format ?? (verb.Formats.Length > 0 ? verb.Formats[0] : "");
        var isDumb = world.Variable("NO_COLOR") is { Length: > 0 } || world.Variable("TERM") == "dumb";
        Palette = new Palette(world.OutputIsTerminal && !arguments.NoColor && !isDumb);
        Clock = new Clock(arguments.Local || world.OutputIsTerminal && !arguments.Utc ? world.LocalZone : TimeZoneInfo.Utc);
        Configuration = Configuration.Load(arguments.Config, world.Variable);
    }

    /// <summary>What the user asked for.</summary>
    public Arguments Arguments { get; }

    /// <summary>Where the program runs.</summary>
    public Surroundings World { get; }

    /// <summary>The format to write.</summary>
    public string Format { get; }

    /// <summary>Colours, or none.</summary>
    public Palette Palette { get; }

    /// <summary>Times for people.</summary>
    public Clock Clock { get; }

    /// <summary>The user's configuration.</summary>
    public Configuration Configuration { get; }

    /// <summary>Width to fit tables to; 0 where nothing is cut.</summary>
    public int TableWidth => World.OutputIsTerminal ? World.Columns : 0;

    /// <summary>Standard output as text, buffered.</summary>
    public TextWriter Text => text ??= new StreamWriter(World.Output, new UTF8Encoding(false), 1 << 16, leaveOpen: true);

    /// <summary>Says something beside the result, unless --quiet.</summary>
    public void Note(string note)
    {
        if (!Arguments.Quiet) World.Error.WriteLine("siptrace: " + WireText.Clean(note));
    }

    /// <summary>A text from the wire as it may be shown: its secrets masked, unless --show-secrets.</summary>
    public string Masked(ReadOnlySpan<byte> wire)
    {
        var decoded = Encoding.UTF8.GetString(wire);
        return Arguments.ShowSecrets ? decoded : Secrets.Mask(decoded);
    }

    /// <summary>Creates the file of -w.</summary>
    public static FileStream CreateFile(string path)
    {
        try
        {
            return new FileStream(path, FileMode.Create, FileAccess.Write);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new UserError($"{path}: cannot be written: {problem.Message}");
        }
    }

    /// <inheritdoc/>
    public void Dispose() => text?.Dispose();
}
