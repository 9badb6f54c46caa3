using SipTrace.Capture;
using SipTrace.Findings;
using SipTrace.Lint;
using SipTrace.Output;

namespace SipTrace.Commands;

/// <summary><c>siptrace rules</c>: the catalogue of rules, or one of them explained.</summary>
internal static class RulesCommand
{
    /// <summary>The command.</summary>
    public static readonly Verb Verb = new("rules", "the rules of lint; with a code or a name: one of them explained",
        ["table", "json", "ndjson", "csv", "markdown"],
        ["siptrace rules", "siptrace rules ICE012"], Run) { NeedsInput = false };

    private static Column<Rule>[] Columns =>
    [
        new("rule", rule => Cell.Of(rule.Code)) { Heading = "RULE" },
        new("name", rule => Cell.Of(rule.Name)) { Heading = "NAME" },
        new("severity", rule => Cell.Of(FindingWords.Of(rule.Severity))) { Heading = "SEVERITY", Ink = rule =>
            FindingWords.InkOf(rule.Severity) },
        new("scope", rule => Cell.Of(FindingWords.Of(rule.Scope))) { Heading = "SCOPE" },
        new("source", rule => Cell.Of(rule.Source)) { Heading = "SOURCE", Narrowest = 12 },
        new("why", rule => Cell.Of(rule.Why)),
        new("bad", rule => Cell.Of(rule.Bad)) { IsInCsv = false },
        new("good", rule => Cell.Of(rule.Good)) { IsInCsv = false },
    ];

    private static int Run(Job job)
    {
        var rules = job.Arguments.Inputs.Count == 0 ? RuleCatalogue.All : [.. job.Arguments.Inputs.SelectMany(Meant).Distinct()];
        switch (job.Format)
        {
            case "table" when job.Arguments.Inputs.Count > 0 && rules.Count == job.Arguments.Inputs.Count:
                foreach (var rule in rules) Explain(job, rule);
                break;
            case "table":
                Table.Write(job.Text, rules, Columns, job.Clock, job.Palette, job.TableWidth);
                break;
            case "markdown":
                job.Text.Write(RulesPage.Of(rules));
                break;
            case "csv":
                Csv.Write(job.Text, rules, Columns);
                break;
            default:
                using (var json = new JsonOutput(job.World.Output, job.Format == "ndjson")) json.List("rules", "rule", rules, Columns);
                break;
        }
        return 0;
    }

    private static IEnumerable<Rule> Meant(string word)
    {
        var meant = RuleCatalogue.All.Where(rule => RuleChoice.IsMeant(rule, word)).ToList();
        return meant.Count > 0 ? meant : throw new UserError($"no rule is called '{word}'", RuleChoice.HintFor(word));
    }

    private static void Explain(Job job, Rule rule)
    {
        var text = job.Text;
        text.Write(job.Palette.Paint(Ink.Strong, $"{rule.Code} {rule.Name}") + "\n");
        text.Write($"{job.Palette.Paint(FindingWords.InkOf(rule.Severity), FindingWords.Of(rule.Severity))}, looks at {FindingWords.Explain(rule.Scope)}"
            + (rule.Source.Length > 0 ? $"; {rule.Source}" : "") + "\n\n");
        foreach (var line in TextWidth.Wrap(rule.Why,
            Math.Min(job.World.OutputIsTerminal ? job.World.Columns : 100, 100))) text.Write(line + "\n");
        Show("Wrong:", rule.Bad);
        Show("Right, though it looks alike:", rule.Good);
        text.Write("\n");

        void Show(string heading, string example)
        {
            text.Write($"\n{job.Palette.Paint(Ink.Strong, heading)}\n");
            foreach (var line in WireText.CleanLines(example)) text.Write($"    {line}\n");
        }
    }
}
