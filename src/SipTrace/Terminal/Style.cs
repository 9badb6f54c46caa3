using SipTrace.Output;

namespace SipTrace.Terminal;

/// <summary>What a cell means; what that looks like is decided where it is written, by what the terminal can do.</summary>
/// <param name="Ink">Its colour.</param>
/// <param name="Emphasis">How it stands out.</param>
internal readonly record struct Style(Ink Ink, Emphasis Emphasis = Emphasis.None)
{
    /// <summary>As the terminal writes.</summary>
    public static readonly Style Plain = default;

    /// <summary>A style of that colour.</summary>
    public static implicit operator Style(Ink ink) => new(ink);

    /// <summary>The same, standing out more.</summary>
    public Style With(Emphasis more) => this with { Emphasis = Emphasis | more };
}
