using SipTrace.Capture;
using SipTrace.Lint;

namespace SipTrace.Commands;

/// <summary>Which rules the user wants: --select and --ignore, by codes, names and beginnings of codes.</summary>
internal static class RuleChoice
{
    /// <summary>The rules to check.</summary>
    public static IReadOnlyList<Rule> From(LintArguments arguments)
    {
        foreach (var (option, word) in arguments.Select.Select(word => ("--select", word))
            .Concat(arguments.Ignore.Select(word => ("--ignore", word))))
        {
            if (!RuleCatalogue.All.Any(rule => IsMeant(rule, word))) throw new UserError($"{option}: no rule is called '{word}'",
                HintFor(word));
        }
        return [.. RuleCatalogue.All.Where(rule => (arguments.Select.Count == 0 || arguments.Select.Any(word => IsMeant(rule, word)))
            && !arguments.Ignore.Any(word => IsMeant(rule, word)))];
    }

    /// <summary>Whether a word means a rule: its name, its code, or the beginning of its code.</summary>
    public static bool IsMeant(Rule rule, string word) =>
        rule.Name.Equals(word, StringComparison.OrdinalIgnoreCase) || rule.Code.StartsWith(word, StringComparison.OrdinalIgnoreCase);

    /// <summary>What may have been meant.</summary>
    public static string HintFor(string word) =>
        Spelling.Nearest(word, RuleCatalogue.All.SelectMany(rule => new[] { rule.Code, rule.Name })) is { } near
            ? $"did you mean {near}?"
            : "`siptrace rules` lists them";
}
