using SipTrace.Terminal;

namespace SipTrace.Screens;

/// <summary>A line of a text to read: visible text, and what of it looks different.</summary>
/// <param name="Text">The text.</param>
/// <param name="Spans">What looks different; a later one lies over those before it.</param>
internal sealed record TextLine(string Text, params IReadOnlyList<TextSpan> Spans)
{
    /// <summary>A line of one colour.</summary>
    public static TextLine Of(string text, Style style) => new(text, new TextSpan(0, text.Length, style));
}
