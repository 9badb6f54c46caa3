namespace SipTrace.Lint;

/// <summary>A rule about one SDP body.</summary>
/// <inheritdoc cref="Rule"/>
public abstract class SdpRule(string code, string name, Severity severity, string source)
    : Rule(code, name, severity, RuleScope.Body, source)
{
    /// <summary>Reports every breach in a body.</summary>
    public abstract void Check(SdpBody body, Report report);
}
