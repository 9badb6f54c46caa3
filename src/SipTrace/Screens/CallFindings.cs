using SipTrace.Commands;
using SipTrace.Correlation;
using SipTrace.Correlation.Sip;
using SipTrace.Lint;
using SipTrace.Output;

namespace SipTrace.Screens;

/// <summary>What the rules say of calls: worked out when asked for, kept as long as the call does not change. For the session's thread.</summary>
internal sealed class CallFindings
{
    private readonly Linter linter = new(RuleCatalogue.All);
    private readonly Dictionary<Call, (int Revision, IReadOnlyList<Finding> Findings)> known = [];
    private LintedTrace? linted;
    private long size;

    /// <summary>The findings of a call.</summary>
    public IReadOnlyList<Finding> Of(Trace trace, Call call)
    {
        if (known.TryGetValue(call, out var kept) && kept.Revision == call.Revision) return kept.Findings;
        var now = trace.Messages.Count + trace.Stun.Transactions.Count + (long)trace.Rtp.Streams.Count;
        if (linted is null || now != size) linted = new LintedTrace(trace);
        size = now;
        var findings = linter.Check(linted, call);
        known[call] = (call.Revision, findings);
        return findings;
    }

    /// <summary>The findings of a call if they are known already; null where they are not.</summary>
    public IReadOnlyList<Finding>? Known(Call call) => known.TryGetValue(call, out var kept) && kept.Revision == call.Revision ? kept.Findings : null;

    /// <summary>How many of each severity, as far as they are known: <c>2e 1w</c>.</summary>
    public string Summary(Call call) => Known(call) is not { } findings ? "" : string.Join(' ',
        findings.GroupBy(finding => finding.Severity).OrderByDescending(group => group.Key).Select(group => $"{group.Count()}{FindingWords.Of(group.Key)[0]}"));

    /// <summary>The colour of the gravest one.</summary>
    public Ink InkOf(Call call) => Known(call) is { Count: > 0 } findings ? FindingWords.InkOf(findings.Max(finding => finding.Severity)) : Ink.Faint;
}
