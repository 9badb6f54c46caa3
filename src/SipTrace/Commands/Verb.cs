namespace SipTrace.Commands;

/// <summary>One command of the program.</summary>
/// <param name="Name">The word that users type.</param>
/// <param name="Summary">What it does, for the list of commands.</param>
/// <param name="Formats">The values of <c>--format</c> it knows, the one it takes by itself first; empty where it has none.</param>
/// <param name="Examples">Command lines that teach it, each perhaps with a remark after #.</param>
/// <param name="Run">Does it, and gives back the exit status.</param>
internal sealed record Verb(string Name, string Summary, string[] Formats, string[] Examples, Func<Job, int> Run)
{
    /// <summary>Whether it reads captures.</summary>
    public bool NeedsInput { get; init; } = true;

    /// <summary>Whether it captures live.</summary>
    public bool IsLive { get; init; }
}
