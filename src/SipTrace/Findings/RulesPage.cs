using System.Text;
using SipTrace.Commands;
using SipTrace.Lint;

namespace SipTrace.Findings;

/// <summary>The catalogue of rules as a page of Markdown: RULES.md is made of it.</summary>
internal static class RulesPage
{
    /// <summary>The page.</summary>
    public static string Of(IReadOnlyList<Rule> rules)
    {
        var page = new StringBuilder("# Rules\n\nWhat `siptrace lint` looks for. "
            + "This page is made by `siptrace rules --format markdown`.\n\n");
        page.Append("| rule | severity | looks at | source |\n| --- | --- | --- | --- |\n");
        foreach (var rule in rules)
        {
            page.Append($"| [{rule.Code} {rule.Name}](#{rule.Code.ToLowerInvariant()}-{rule.Name}) | {FindingWords.Of(rule.Severity)} "
                + $"| {FindingWords.Of(rule.Scope)} | {rule.Source} |\n");
        }
        foreach (var rule in rules)
        {
            page.Append($"\n## {rule.Code} {rule.Name}\n\n");
            page.Append($"{FindingWords.Of(rule.Severity)}; looks at {FindingWords.Explain(rule.Scope)}"
                + $"{(rule.Source.Length > 0 ? $"; {rule.Source}" : "")}\n\n");
            foreach (var line in Output.TextWidth.Wrap(rule.Why, 120)) page.Append(line).Append('\n');
            Show("Wrong", rule.Bad);
            Show("Right, though it looks alike", rule.Good);
        }
        return page.ToString();

        void Show(string heading, string example) => page.Append($"\n{heading}:\n\n```\n{example.TrimEnd('\n')}\n```\n");
    }
}
