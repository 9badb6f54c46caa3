using System.CommandLine;
using SipTrace.Capture;

namespace SipTrace.Commands;

/// <summary>The options of <c>lint</c>, in the order of the help; <c>watch</c> has those that choose rules.</summary>
internal sealed class LintOptionSet : OptionGroup
{
    private readonly Option<string[]> select, ignore;
    private readonly Option<string?> failOn, baseline;
    private readonly Option<bool> summary;

    /// <summary>A fresh set, for one parse.</summary>
    public LintOptionSet()
    {
        select = Many("LIST", "check only these rules: ICE012,OA,sdes-in-clear", "--select");
        ignore = Many("LIST", "do not check these rules", "--ignore");
        failOn = One("SEVERITY", "exit 1 where a finding is at least this bad: error (as it is), warning, info; or never", "--fail-on");
        baseline = One("FILE", "tell only what an older --format json does not", "--baseline");
        summary = Flag("count per rule, user agent and address instead of telling each finding", "--summary");
    }

    /// <summary>Those that choose rules.</summary>
    public IEnumerable<Option> Choice => [select, ignore];

    /// <summary>Adds them to a command.</summary>
    public void AddTo(Command command)
    {
        foreach (var option in All) command.Add(option);
    }

    /// <summary>Adds those that choose rules to a command.</summary>
    public void AddChoiceTo(Command command)
    {
        foreach (var option in Choice) command.Add(option);
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
}
