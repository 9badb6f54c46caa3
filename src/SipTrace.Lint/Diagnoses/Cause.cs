namespace SipTrace.Lint.Diagnoses;

/// <summary>What is wrong with one call, and what shows it.</summary>
public sealed record Cause
{
    /// <summary>The diagnosis, <c>D13</c>; the code of a rule where an error stands for itself.</summary>
    public required string Code { get; init; }

    /// <summary>Its name, in a few words with hyphens.</summary>
    public required string Name { get; init; }

    /// <summary>A few words for lists: <c>one-way: private c=</c>.</summary>
    public required string InShort { get; init; }

    /// <summary>The sentence; may hold text from the wire.</summary>
    public required string Text { get; init; }

    /// <summary>How sure it is.</summary>
    public required Confidence Confidence { get; init; }

    /// <summary>What usually does it, and what to look at next; a hint, no verdict. Empty where there is none.</summary>
    public string LookAt { get; init; } = "";

    /// <summary>The packets that prove it.</summary>
    public IReadOnlyList<Evidence> Evidence { get; init; } = [];

    /// <summary>The findings it explains.</summary>
    public IReadOnlyList<Finding> Findings { get; init; } = [];
}
