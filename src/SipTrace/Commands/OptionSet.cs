using System.CommandLine;

namespace SipTrace.Commands;

/// <summary>The options that every command knows, in the order of the help.</summary>
internal sealed class OptionSet : OptionGroup
{
    private readonly Argument<string[]> inputs = new("INPUT") { Arity = ArgumentArity.ZeroOrMore };
    private readonly Option<string[]> input, calls, offset;
    private readonly Option<string?> filter, match, where, sort, between, from, to, format, write, config;
    private readonly Option<bool> ignoreCase, invert, callsOnly, utc, local, noColor, showSecrets, noMedia, noSpool, quiet;

    /// <summary>A fresh set, for one parse.</summary>
    public OptionSet()
        : base(isForAll: true)
    {
        input = Many("FILE", "the same as INPUT", "--input", "-I");
        calls = Many("SEL", "one call: its number in `siptrace calls`, or its Call-ID (id:TEXT where that is all digits); repeatable", "--call", "-C");
        where = One("EXPR", "keep calls for which this holds: status>=500 and ua~yealink", "--where");
        match = One("REGEX", "keep calls one of whose messages matches", "--match", "-m");
        ignoreCase = Flag("-m ignores case", "--ignore-case", "-i");
        invert = Flag("keep calls that -m does not match", "--invert", "-v");
        callsOnly = Flag("keep only calls begun by INVITE", "--calls-only", "-c");
        from = One("T", "keep calls that go on after T: 2026-08-07T10:15:00Z, or seconds after the first packet", "--from");
        to = One("T", "keep calls that begin before T", "--to");
        filter = One("BPF", "read only packets that pass this pcap filter", "--filter", "-f");
        sort = One("COLUMN", "sort by a column; -COLUMN: downwards", "--sort");
        between = One("N,M", "diff: compare the messages of these two frames", "--between");
        format = One("F", "how to write it; see Formats", "--format");
        write = One("FILE", "write to a file", "--write", "-w");
        offset = Many("NAME=S", "add S seconds to the times of the input NAME; none: align no clocks", "--offset");
        utc = Flag("times in UTC (in pipes they are anyway)", "--utc");
        local = Flag("times of this machine's zone (on a terminal they are anyway)", "--local");
        noColor = Flag("no colour; also NO_COLOR and TERM=dumb", "--no-color");
        showSecrets = Flag("do not mask passwords, keys and digests", "--show-secrets");
        noMedia = Flag("extract: leave out RTP, RTCP, STUN and all other media", "--no-media");
        config = One("FILE", "read this configuration instead of the user's", "--config");
        noSpool = Flag("do not copy gzip and standard input to a temporary file", "--no-spool");
        quiet = Flag("no progress bar, no notes", "--quiet");
    }

    /// <summary>The options of live capture.</summary>
    public LiveOptionSet Live { get; } = new();

    /// <summary>The options of <c>lint</c>.</summary>
    public LintOptionSet Lint { get; } = new();

    /// <summary>The options of the terminal UI.</summary>
    public ScreenOptionSet Screen { get; } = new();

    /// <summary>Adds inputs and options to the root, which hands the options down to its commands.</summary>
    public void AddTo(RootCommand root)
    {
        root.Add(inputs);
        foreach (var option in All) root.Add(option);
        foreach (var command in root.Subcommands) command.Add(inputs);
        Live.AddTo(root);
        Screen.AddTo(root);
        var watch = root.Subcommands.Single(command => command.Name == WatchCommand.Verb.Name);
        Live.AddTo(watch);
        Lint.AddChoiceTo(watch);
        Lint.AddTo(root.Subcommands.Single(command => command.Name == LintCommand.Verb.Name));
    }

    /// <summary>The first token that was taken for an input though it looks like an option; null where there is none.</summary>
    public string? UnknownOption(ParseResult result, string[] arguments)
    {
        var literal = Array.IndexOf(arguments, "--") is >= 0 and var at ? arguments.Length - at - 1 : 0;
        var tokens = result.GetResult(inputs)?.Tokens ?? [];
        for (var i = 0; i < tokens.Count - literal; i++)
        {
            if (tokens[i].Value is ['-', _, ..] value) return value;
        }
        return null;
    }

    /// <summary>The values that were given.</summary>
    public Arguments Read(ParseResult result) => new()
    {
        Inputs = [.. result.GetValue(inputs) ?? [], .. result.GetValue(input) ?? []],
        Filter = result.GetValue(filter),
        Calls = result.GetValue(calls) ?? [],
        Match = result.GetValue(match),
        IgnoreCase = result.GetValue(ignoreCase),
        Invert = result.GetValue(invert),
        CallsOnly = result.GetValue(callsOnly),
        Where = result.GetValue(where),
        Sort = result.GetValue(sort),
        From = result.GetValue(from),
        To = result.GetValue(to),
        Offsets = result.GetValue(offset) ?? [],
        Between = result.GetValue(between),
        Format = result.GetValue(format),
        Write = result.GetValue(write),
        NoMedia = result.GetValue(noMedia),
        Utc = result.GetValue(utc),
        Local = result.GetValue(local),
        NoColor = result.GetValue(noColor),
        ShowSecrets = result.GetValue(showSecrets),
        Config = result.GetValue(config),
        NoSpool = result.GetValue(noSpool),
        Quiet = result.GetValue(quiet),
        Lint = Lint.Read(result),
        Screen = Screen.Read(result),
        Live = Live.Read(result, result.GetValue(calls) ?? []),
    };
}
