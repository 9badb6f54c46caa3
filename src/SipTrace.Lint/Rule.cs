namespace SipTrace.Lint;

/// <summary>One thing that can be wrong: its code, its reason, and an example of either kind, which are its tests and its
/// documentation.</summary>
/// <param name="code">The code, <c>ICE012</c>; never used for another rule.</param>
/// <param name="name">What is wrong, in a few words with hyphens: <c>c-line-not-a-candidate</c>.</param>
/// <param name="severity">How much it matters.</param>
/// <param name="scope">What it looks at.</param>
/// <param name="source">The RFCs and sections that say so; empty where none does.</param>
public abstract class Rule(string code, string name, Severity severity, RuleScope scope, string source)
{
    /// <summary>The code: <c>ICE012</c>.</summary>
    public string Code { get; } = code;

    /// <summary>The name: <c>c-line-not-a-candidate</c>.</summary>
    public string Name { get; } = name;

    /// <summary>How much it matters, unless a configuration says otherwise.</summary>
    public Severity Severity { get; } = severity;

    /// <summary>What it looks at.</summary>
    public RuleScope Scope { get; } = scope;

    /// <summary><c>RFC 8839 §4.2.5; RFC 5245 §5.1</c>; empty where no RFC has a sentence on it.</summary>
    public string Source { get; } = source;

    /// <summary>When it fires, and what comes of it, in a few sentences.</summary>
    public abstract string Why { get; }

    /// <summary>An SDP body, a SIP message or call text in which it fires.</summary>
    public abstract string Bad { get; }

    /// <summary>The right thing that looks most like <see cref="Bad"/>.</summary>
    public abstract string Good { get; }

    /// <summary>Which of its breaches are one finding.</summary>
    public virtual Fold Fold => Fold.Message;

    /// <inheritdoc/>
    public override string ToString() => $"{Code} {Name}";
}
