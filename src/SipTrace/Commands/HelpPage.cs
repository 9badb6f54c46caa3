using System.CommandLine;
using System.CommandLine.Invocation;

namespace SipTrace.Commands;

/// <summary>The text of <c>--help</c>: of the program, or of one command with its examples.</summary>
internal sealed class HelpPage(Verb[] verbs, OptionSet options, Surroundings world) : SynchronousCommandLineAction
{
    private const int OptionColumn = 28;

    /// <inheritdoc/>
    public override int Invoke(ParseResult result)
    {
        var output = result.InvocationConfiguration.Output;
        var verb = Array.Find(verbs, candidate => candidate.Name == result.CommandResult.Command.Name);
        if (verb is null) WriteProgram(output);
        else WriteVerb(output, verb);
        if (verb is { IsLive: true })
        {
            output.WriteLine("\nOptions of live capture:");
            foreach (var option in options.Live.All.Concat(options.Lint.Choice)) WriteOption(output, option);
        }
        if (verb?.Name == LintCommand.Verb.Name)
        {
            output.WriteLine("\nOptions of lint:");
            foreach (var option in options.Lint.All) WriteOption(output, option);
        }
        if (verb is null)
        {
            output.WriteLine("\nOptions of the terminal UI:");
            foreach (var option in options.Screen.All) WriteOption(output, option);
        }
        output.WriteLine("\nOptions:");
        foreach (var option in options.All) WriteOption(output, option);
        output.WriteLine("\nINPUT: pcap or pcapng (perhaps .gz), a folder of them, - for standard input; several are merged by time. NAME=FILE names one.");
        return 0;
    }

    private void WriteProgram(TextWriter output)
    {
        output.WriteLine("""
            siptrace reads captures of SIP, RTP, STUN and ICE, and shows the calls in them.

            Usage:
              siptrace INPUT...             the terminal UI; in a pipe: siptrace calls
              siptrace COMMAND INPUT...     one of the commands below; siptrace COMMAND --help tells more

            Commands:
            """);
        foreach (var verb in verbs) output.WriteLine($"  {verb.Name,-10} {verb.Summary}");
        WriteExamples(output, verbs.Select(verb => verb.Examples[0]));
    }

    private static void WriteVerb(TextWriter output, Verb verb)
    {
        output.WriteLine($"siptrace {verb.Name}: {verb.Summary}\n\nUsage:\n  siptrace {verb.Name}{(verb.NeedsInput ? " INPUT..." : "")} [options]");
        WriteExamples(output, verb.Examples);
        if (verb.Formats.Length > 0) output.WriteLine($"\nFormats (--format):\n  {string.Join(", ", verb.Formats)}");
    }

    private static void WriteExamples(TextWriter output, IEnumerable<string> examples)
    {
        output.WriteLine("\nExamples:");
        foreach (var example in examples) output.WriteLine("  " + example);
    }

    private void WriteOption(TextWriter output, Option option)
    {
        var names = string.Join(", ", option.Aliases.Append(option.Name));
        var head = $"  {(option.Aliases.Count == 0 ? "    " : "")}{names} {option.HelpName}".TrimEnd();
        var width = Math.Max(world.OutputIsTerminal ? world.Columns : 110, OptionColumn + 30) - OptionColumn;
        output.Write(head.Length < OptionColumn ? head.PadRight(OptionColumn) : head + "\n" + new string(' ', OptionColumn));
        var used = 0;
        foreach (var word in option.Description!.Split(' '))
        {
            if (used > 0 && used + 1 + word.Length > width)
            {
                output.Write("\n" + new string(' ', OptionColumn));
                used = 0;
            }
            output.Write(used > 0 ? " " + word : word);
            used += word.Length + (used > 0 ? 1 : 0);
        }
        output.WriteLine();
    }
}
