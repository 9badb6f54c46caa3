namespace SipTrace.Commands;

/// <summary>What the user asked of <c>lint</c>, as plain values.</summary>
internal sealed record LintArguments
{
    /// <summary><c>--select</c>: codes, names, prefixes; none for all.</summary>
    public IReadOnlyList<string> Select { get; init; } = [];

    /// <summary><c>--ignore</c>: the same, left out.</summary>
    public IReadOnlyList<string> Ignore { get; init; } = [];

    /// <summary><c>--fail-on</c>: error, warning, info, never.</summary>
    public string FailOn { get; init; } = "error";

    /// <summary><c>--baseline</c>: an older output of <c>--format json</c>.</summary>
    public string? Baseline { get; init; }

    /// <summary><c>--summary</c>.</summary>
    public bool Summary { get; init; }
}
