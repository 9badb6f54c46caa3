using System.Reflection;
using SipTrace.Capture;
using SipTrace.Commands;

namespace SipTrace;

/// <summary>The program <c>siptrace</c>.</summary>
internal static class Program
{
    private const int Done = 0, UsersMistake = 2, Bug = 70;
    private const int BrokenPipe = 32, BrokenPipeOnWindows = unchecked((int)0x8007006d);

    /// <summary>The version, as in <c>siptrace --version</c> and in JSON.</summary>
    public static string Version { get; } =
        typeof(Program).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "0";

    /// <summary>Runs as a process.</summary>
    public static int Main(string[] arguments) => Run(arguments, Surroundings.OfProcess());

    /// <summary>Runs in whatever world, and gives back the exit status.</summary>
    public static int Run(string[] arguments, Surroundings world)
    {
        try
        {
            return CommandLine.Run(arguments, world);
        }
        catch (UserError mistake)
        {
            world.Error.WriteLine($"siptrace: {Output.WireText.Clean(mistake.Message)}");
            if (mistake.Hint is { } hint) world.Error.WriteLine($"  {Output.WireText.Clean(hint)}");
            return UsersMistake;
        }
        catch (IOException problem) when (problem.HResult is BrokenPipe or BrokenPipeOnWindows)
        {
            return Done; // whoever reads our output has read enough
        }
        catch (IOException problem)
        {
            world.Error.WriteLine($"siptrace: {problem.Message}");
            return UsersMistake;
        }
        catch (Exception bug) // the only one: a bug must say where it is, and have its own exit status
        {
            world.Error.WriteLine($"siptrace {Version}: this is a bug, please report it\n{bug}");
            return Bug;
        }
    }
}
