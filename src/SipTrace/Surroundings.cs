using System.Text;
using Microsoft.Win32.SafeHandles;

namespace SipTrace;

/// <summary>All that the program sees of the world that started it, so that a test can be that world.</summary>
internal sealed record Surroundings
{
    /// <summary>Standard output, unbuffered; bulk output is buffered by who writes it.</summary>
    public required Stream Output { get; init; }

    /// <summary>Standard error: notes, warnings, mistakes, the progress bar.</summary>
    public required TextWriter Error { get; init; }

    /// <summary>Whether standard output is a terminal.</summary>
    public bool OutputIsTerminal { get; init; }

    /// <summary>Whether standard error is a terminal.</summary>
    public bool ErrorIsTerminal { get; init; }

    /// <summary>Columns of the terminal.</summary>
    public int Columns { get; init; } = 80;

    /// <summary>The zone of people at this machine.</summary>
    public TimeZoneInfo LocalZone { get; init; } = TimeZoneInfo.Utc;

    /// <summary>Environment variables.</summary>
    public Func<string, string?> Variable { get; init; } = _ => null;

    /// <summary>The working folder.</summary>
    public string Folder { get; init; } = Environment.CurrentDirectory;

    /// <summary>What day it is, in UTC.</summary>
    public Func<DateOnly> Today { get; init; } = () => DateOnly.FromDateTime(DateTime.UtcNow);

    /// <summary>What surrounds this process.</summary>
    public static Surroundings OfProcess() => new()
    {
        Output = OpenOutput(),
        Error = new StreamWriter(Console.OpenStandardError(), new UTF8Encoding(false)) { AutoFlush = true },
        OutputIsTerminal = !Console.IsOutputRedirected,
        ErrorIsTerminal = !Console.IsErrorRedirected,
        Columns = Console.IsOutputRedirected && Console.IsErrorRedirected ? 80 : Math.Max(Terminal.TerminalDevice.SizeOf(Console.IsOutputRedirected ? 2 : 1).Width, 20),
        LocalZone = TimeZoneInfo.Local,
        Variable = Environment.GetEnvironmentVariable,
    };

    // The framework's console stream swallows "broken pipe", so that `siptrace ... | head` would work on to the end for nobody; a
    // FileStream reports it, but in a file it would not move the position that the shell's next command goes on from.
    private static Stream OpenOutput()
    {
        if (OperatingSystem.IsWindows() || !Console.IsOutputRedirected) return Console.OpenStandardOutput();
        var pipe = new FileStream(new SafeFileHandle(1, ownsHandle: false), FileAccess.Write, bufferSize: 0);
        return pipe.CanSeek ? Console.OpenStandardOutput() : pipe;
    }
}
