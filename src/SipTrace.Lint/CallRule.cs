using SipTrace.Correlation;

namespace SipTrace.Lint;

/// <summary>A rule about a whole call: its messages, exchanges, checks, streams or hops.</summary>
/// <inheritdoc cref="Rule"/>
public abstract class CallRule(string code, string name, Severity severity, RuleScope scope, string source)
    : Rule(code, name, severity, scope, source)
{
    /// <summary>Whether it has nothing to say of a call of which no SDP was seen, and whose hosts use no TURN: registrations above
    /// all.</summary>
    public virtual bool NeedsMedia => true;

    /// <summary>Reports every breach in a call.</summary>
    public abstract void Check(LintedCall call, Report report);

    /// <summary>Reports what is wrong in a capture that has no SIP at all; most rules have nothing to say there.</summary>
    public virtual void CheckWithoutCalls(Trace trace, Report report)
    {
    }
}
