using SipTrace.Correlation.Sip;

namespace SipTrace.Lint.Diagnoses;

/// <summary>What is to be said of one call.</summary>
/// <param name="Call">The call.</param>
/// <param name="IsHealthy">True where media is seen both ways, or silence is agreed, and nothing is wrong; null where that cannot be
/// seen.</param>
/// <param name="Summary">All in one line.</param>
/// <param name="Causes">What is wrong: the sure before the likely, the nearest to the root first. The rest are mostly its effects.</param>
/// <param name="RuledOut">Of a call in which somebody hears nothing: what was asked, and what the packets answer.</param>
public sealed record Explanation(Call Call, bool? IsHealthy, string Summary, IReadOnlyList<Cause> Causes, IReadOnlyList<string> RuledOut)
{
    /// <summary>The cause that leads; null where there is none.</summary>
    public Cause? Lead => Causes.Count > 0 ? Causes[0] : null;

    /// <summary>Whether a cause follows from the one that leads: it stands farther from the root, and the same findings show it.</summary>
    public bool IsEffect(Cause cause) => Lead is { } lead && Order(cause) > Order(lead) && cause.Findings.Any(lead.Findings.Contains);

    /// <summary>The same without the messages of the call: what is written of it is kept.</summary>
    public Explanation Detached()
    {
        if (Causes.Count == 0) return this;
        var detached = new Dictionary<Finding, Finding>(ReferenceEqualityComparer.Instance);
        return this with { Causes = [.. Causes.Select(cause => cause with { Findings = [.. cause.Findings.Select(Detach)] })] };

        Finding Detach(Finding finding) => detached.TryGetValue(finding, out var known) ? known : detached[finding] = finding.Detached();
    }

    private static int Order(Cause cause) => DiagnosisCatalogue.All.ToList().FindIndex(one => one.Code == cause.Code);
}
