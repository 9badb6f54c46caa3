namespace SipTrace.Lint.Diagnoses;

/// <summary>Says of a call why it went wrong, or that it went well.</summary>
public sealed class Explainer
{
    private readonly Linter linter = new(RuleCatalogue.All);

    /// <summary>Checks a call, and explains it.</summary>
    public Explanation Explain(LintedCall call) => Explain(call, linter.Check(call));

    /// <summary>Explains a call whose findings are known.</summary>
    public static Explanation Explain(LintedCall linted, IReadOnlyList<Finding> findings)
    {
        var seen = new Symptoms(linted, findings);
        foreach (var diagnosis in DiagnosisCatalogue.All)
        {
            if (diagnosis.MayBe(seen) && diagnosis.Find(seen) is { } cause) seen.Causes.Add(cause);
        }
        var causes = CausesOf(seen);
        bool? healthy = causes.Count > 0 ? false : Health.IsSeen(seen) ? true : null;
        var summary = causes.Count > 0 ? causes[0].Text : Health.LineOf(seen, healthy == true);
        return new Explanation(linted.Call, healthy, summary, causes, seen.IsUnheard ? RuledOut.Of(seen) : []);
    }

    // The sure before the likely, and what errors none of them explains.
    private static List<Cause> CausesOf(Symptoms seen)
    {
        if (seen.Causes.Count == 0 && seen.Findings.Count == 0) return seen.Causes;
        List<Cause> causes = [.. seen.Causes.OrderByDescending(cause => cause.Confidence)];
        var errors = seen.Findings.Where(finding => finding.Severity == Severity.Error).ToList();
        if (errors.Count == 0) return causes;
        var explained = causes.SelectMany(cause => cause.Findings).ToHashSet(ReferenceEqualityComparer.Instance);
        causes.AddRange(errors.Where(error => !explained.Contains(error)).Select(Unexplained));
        return causes;
    }

    private static Cause Unexplained(Finding finding) => new()
    {
        Code = finding.Rule.Code,
        Name = finding.Rule.Name,
        InShort = finding.Rule.Name.Replace('-', ' '),
        Text = finding.Message,
        Confidence = Confidence.Sure,
        Evidence = [.. Symptoms.EvidenceOf(finding)],
        Findings = [finding],
    };
}
