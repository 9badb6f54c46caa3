namespace SipTrace.Lint;

/// <summary>A rule about one offer and its answer.</summary>
/// <inheritdoc cref="Rule"/>
public abstract class NegotiationRule(string code, string name, Severity severity, string source)
    : Rule(code, name, severity, RuleScope.Exchange, source)
{
    /// <summary>Reports every breach in an exchange.</summary>
    public abstract void Check(Exchange exchange, LintedCall call, Report report);
}
