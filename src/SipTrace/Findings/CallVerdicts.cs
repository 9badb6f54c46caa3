using SipTrace.Correlation;
using SipTrace.Correlation.Sip;
using SipTrace.Lint;
using SipTrace.Lint.Diagnoses;

namespace SipTrace.Findings;

/// <summary>The findings of single calls of a trace, by all rules, for lists that only count or name them.</summary>
internal sealed class CallVerdicts(LintedTrace capture)
{
    /// <summary>The most calls that a list tells the findings of without being asked: every one is read again for them.</summary>
    public const int Most = 1000;

    private readonly Linter linter = new(RuleCatalogue.All);
    private (Call? Call, LintedCall? Linted, IReadOnlyList<Finding> Findings) last;
    private Explanation? lastExplanation;

    /// <summary>The verdicts on the calls of a trace.</summary>
    public CallVerdicts(Trace trace)
        : this(new LintedTrace(trace))
    {
    }

    /// <summary>The findings of a call.</summary>
    public IReadOnlyList<Finding> Of(Call call)
    {
        if (last.Call != call)
        {
            var linted = capture.Read(call);
            last = (call, linted, linter.Check(linted));
        }
        return last.Findings;
    }

    /// <summary>What is to be said of a call.</summary>
    public Explanation Explain(Call call)
    {
        var findings = Of(call);
        if (lastExplanation?.Call != call) lastExplanation = Explainer.Explain(last.Linted!, findings);
        return lastExplanation;
    }
}
