using SipTrace.Lint;
using SipTrace.Output;

namespace SipTrace.Commands;

/// <summary>The words and colours of severities and scopes.</summary>
internal static class FindingWords
{
    /// <summary>A severity as in JSON.</summary>
    public static string Of(Severity severity) => severity switch
    {
        Severity.Error => "error",
        Severity.Warning => "warning",
        _ => "info",
    };

    /// <summary>The colour of a severity.</summary>
    public static Ink InkOf(Severity severity) => severity switch
    {
        Severity.Error => Ink.Bad,
        Severity.Warning => Ink.Warn,
        _ => Ink.Request,
    };

    /// <summary>A scope as in JSON.</summary>
    public static string Of(RuleScope scope) => scope switch
    {
        RuleScope.Body => "body",
        RuleScope.Message => "message",
        RuleScope.Exchange => "exchange",
        RuleScope.Dialog => "dialog",
        RuleScope.DialogStun => "dialog+stun",
        RuleScope.DialogRtp => "dialog+rtp",
        _ => "hop",
    };

    /// <summary>A scope in words.</summary>
    public static string Explain(RuleScope scope) => scope switch
    {
        RuleScope.Body => "one SDP body",
        RuleScope.Message => "one SIP message",
        RuleScope.Exchange => "an offer and its answer",
        RuleScope.Dialog => "a whole dialog",
        RuleScope.DialogStun => "a dialog with its STUN, TURN and DTLS",
        RuleScope.DialogRtp => "a dialog with its media",
        _ => "a message before and after a hop",
    };
}
