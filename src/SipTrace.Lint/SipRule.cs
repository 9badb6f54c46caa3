using SipTrace.Correlation.Sip;

namespace SipTrace.Lint;

/// <summary>A rule about one SIP message.</summary>
/// <inheritdoc cref="Rule"/>
public abstract class SipRule(string code, string name, Severity severity, string source)
    : Rule(code, name, severity, RuleScope.Message, source)
{
    /// <summary>Reports every breach in a message.</summary>
    /// <param name="message">The message: no repetition, and not cut by the capture.</param>
    /// <param name="call">Its call; that of a message without Call-ID has nothing but it.</param>
    /// <param name="report">Takes the breaches.</param>
    public abstract void Check(TranscriptMessage message, LintedCall call, Report report);
}
