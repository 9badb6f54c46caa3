using System.CommandLine;
using SipTrace.Capture;

namespace SipTrace.Commands;

/// <summary>The options of <c>lint</c>, in the order of the help.</summary>
internal sealed class LintOptionSet
{
    private readonly List<Option> all = [];
    private readonly Option<string[]> select, ignore;
    private readonly Option<string?> failOn, baseline;
    private readonly Option<bool> summary;

    /// <summary>A fresh set, for one parse.</summary>
    public LintOptionSet()
    {
        select = Keep(new Option<string[]>("--select") { HelpName = "LIST", Arity = ArgumentArity.OneOrMore },
            "check only these rules: ICE012,OA,sdes-in-clear");
        ignore = Keep(new Option<string[]>("--ignore") { HelpName = "LIST", Arity = ArgumentArity.OneOrMore }, "do not check these rules");
        failOn = Keep(new Option<string?>("--fail-on") { HelpName = "SEVERITY" },
            "exit 1 where a finding is at least this bad: error (as it is), warning, info; or never");
        baseline = Keep(new Option<string?>("--baseline") { HelpName = "FILE" }, "tell only what an older --format json does not");
        summary = Keep(new Option<bool>("--summary"), "count per rule, user agent and address instead of telling each finding");
    }

    /// <summary>All options.</summary>
    public IReadOnlyList<Option> All => all;

    /// <summary>Adds them to a command.</summary>
    public void AddTo(Command command)
    {
        foreach (var option in all) command.Add(option);
    }

    /// <summary>The values that were given.</summary>
    public LintArguments Read(ParseResult result)
    {
        var limit = result.GetValue(failOn) ?? "error";
        if (limit is not ("error" or "warning" or "info" or "never")) throw new UserError($"--fail-on: '{limit}' is no severity",
            "error, warning, info or never");
        return new LintArguments
        {
            Select = Split(result.GetValue(select)),
            Ignore = Split(result.GetValue(ignore)),
            FailOn = limit,
            Baseline = result.GetValue(baseline),
            Summary = result.GetValue(summary),
        };
    }

    private static string[] Split(string[]? lists) =>
        [.. (lists ?? []).SelectMany(list => list.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))];

    private T Keep<T>(T option, string description)
        where T : Option
    {
        option.Description = description;
        all.Add(option);
        return option;
    }
}
