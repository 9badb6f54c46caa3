namespace SipTrace.Commands;

/// <summary>What the user asked of the terminal UI.</summary>
internal sealed record ScreenArguments
{
    /// <summary><c>--screen</c>: columns and rows as <c>120x40</c>, to print a frame instead of showing any.</summary>
    public string? Size { get; init; }

    /// <summary><c>--keys</c>: what is pressed before that.</summary>
    public string Keys { get; init; } = "";

    /// <summary><c>--ascii</c>.</summary>
    public bool IsAscii { get; init; }
}
