namespace SipTrace.Lint.Diagnoses;

/// <summary>One thing that calls suffer from. It knows its evidence, and has the only place of its sentence.</summary>
/// <param name="code">The code, <c>D13</c>.</param>
/// <param name="name">The name: <c>dropped-after-32s</c>.</param>
/// <param name="inShort">A few words for lists.</param>
/// <param name="lookAt">What usually does it, and what to look at next.</param>
/// <param name="signs">The rules of which one must have found something; none where it shows without.</param>
public abstract class Diagnosis(string code, string name, string inShort, string lookAt, params string[] signs)
{
    /// <summary>The code: <c>D13</c>.</summary>
    public string Code { get; } = code;

    /// <summary>The name: <c>dropped-after-32s</c>.</summary>
    public string Name { get; } = name;

    /// <summary>A few words for lists: <c>dropped 32 s: ACK lost</c>.</summary>
    public string InShort { get; } = inShort;

    /// <summary>What usually does it, and what to look at next.</summary>
    public string LookAt { get; } = lookAt;

    /// <summary>The rules whose findings it explains.</summary>
    protected abstract IReadOnlyList<string> Explains { get; }

    /// <summary>The rules of which one must have found something; none where it shows without.</summary>
    internal string[] Signs { get; } = signs;

    /// <summary>Whether a call may suffer from it: no in most.</summary>
    internal bool MayBe(Symptoms seen) => Signs.Length == 0 || seen.Has(Signs);

    /// <summary>The cause, if a call suffers from it.</summary>
    internal abstract Cause? Find(Symptoms seen);

    /// <summary>The cause, with every piece of it seen.</summary>
    private protected Cause Sure(Symptoms seen, string text, params Evidence[] evidence) => Make(seen, Confidence.Sure, text, evidence);

    /// <summary>The cause, with one piece of it inferred.</summary>
    private protected Cause Likely(Symptoms seen, string text, params Evidence[] evidence) => Make(seen, Confidence.Likely, text, evidence);

    private Cause Make(Symptoms seen, Confidence confidence, string text, Evidence[] evidence)
    {
        var explained = Explains;
        var findings = seen.Findings.Where(finding => explained.Contains(finding.Rule.Code)).ToList();
        return new Cause
        {
            Code = Code,
            Name = Name,
            InShort = InShort,
            Text = text,
            Confidence = confidence,
            LookAt = LookAt,
            Evidence = [.. evidence.Concat(findings.SelectMany(Symptoms.EvidenceOf)).DistinctBy(one
                => (one.File, one.Frame, one.What)).OrderBy(one => one.File).ThenBy(one => one.Frame)],
            Findings = findings,
        };
    }
}
