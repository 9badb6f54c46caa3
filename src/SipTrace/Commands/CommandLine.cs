using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using SipTrace.Capture;

namespace SipTrace.Commands;

/// <summary>From the words of a command line to a command that runs.</summary>
internal static class CommandLine
{
    /// <summary>Every command, in the order of the help. The first runs where none is named.</summary>
    private static readonly Verb[] Verbs =
        [CallsCommand.Verb, FlowCommand.Verb, ShowCommand.Verb, DiffCommand.Verb, IceCommand.Verb, ExplainCommand.Verb, LintCommand.Verb, RulesCommand.Verb, RtpCommand.Verb, StatsCommand.Verb, ExtractCommand.Verb, WatchCommand.Verb, DevicesCommand.Verb, SchemaCommand.Verb];

    /// <summary>Parses and runs.</summary>
    public static int Run(string[] arguments, Surroundings world)
    {
        var options = new OptionSet();
        var root = new RootCommand("Reads captures of SIP, RTP, STUN and ICE, and shows the calls in them.");
        foreach (var verb in Verbs)
        {
            var command = new Command(verb.Name, verb.Summary);
            command.SetAction(result => RunVerb(verb, options.Read(result), world));
            root.Add(command);
        }
        root.SetAction(result =>
        {
            var values = options.Read(result);
            return RunVerb(ScreenCommand.IsMeant(values, world) ? ScreenCommand.Verb : Verbs[0], values, world);
        });
        options.AddTo(root);
        root.Options.OfType<HelpOption>().Single().Action = new HelpPage(Verbs, options, world);

        var parsed = root.Parse(arguments, new ParserConfiguration { ResponseFileTokenReplacer = null });
        var help = parsed.CommandResult.Command == root ? "siptrace --help" : $"siptrace {parsed.CommandResult.Command.Name} --help";
        if (parsed.Action is not ParseErrorAction && options.UnknownOption(parsed, arguments) is { } unknown)
        {
            var known = options.All.Concat(options.Live.All).Concat(options.Lint.All).Concat(options.Screen.All);
            var name = unknown.Split('=', ':')[0];
            var near = Spelling.Nearest(name, known.SelectMany(option => option.Aliases.Append(option.Name)));
            if (near == name) throw new UserError($"{name} is an option of another command", $"see {help}");
            throw new UserError($"unknown option {unknown}", near is null ? $"see {help}" : $"did you mean {near}?");
        }
        if (parsed.Errors.Count > 0) throw new UserError(parsed.Errors[0].Message.TrimEnd('.'), $"see {help}");
        using var text = new StreamWriter(world.Output, new System.Text.UTF8Encoding(false), leaveOpen: true);
        return parsed.Invoke(new InvocationConfiguration { EnableDefaultExceptionHandler = false, Output = text, Error = world.Error });
    }

    private static int RunVerb(Verb verb, Arguments arguments, Surroundings world)
    {
        if (arguments.Inputs.Count == 0 && verb.NeedsInput)
        {
            throw new UserError("no input", $"{("siptrace " + verb.Name).TrimEnd()} FILE...   FILE: pcap or pcapng, perhaps .gz; a folder; - for standard input. See siptrace --help");
        }
        if (arguments.Format is { } format && !verb.Formats.Contains(format))
        {
            throw new UserError($"{verb.Name} has no format '{format}'", verb.Formats.Length == 0 ? null : "it has: " + string.Join(", ", verb.Formats));
        }
        // A word that is no file may be a command misspelt.
        if (verb.NeedsInput && arguments.Inputs.FirstOrDefault(input => input != "-" && input.All(char.IsAsciiLetter) && !Path.Exists(input)) is { } word)
        {
            var near = Spelling.Nearest(word, Verbs.Select(known => known.Name));
            throw new UserError($"no command and no file is called '{word}'",
                near is null ? "the commands: " + string.Join(' ', Verbs.Select(known => known.Name)) : $"did you mean siptrace {near}?");
        }
        using var job = new Job(verb, arguments, world);
        return verb.Run(job);
    }
}
