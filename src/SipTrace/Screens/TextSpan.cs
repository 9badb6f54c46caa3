using SipTrace.Terminal;

namespace SipTrace.Screens;

/// <summary>A stretch of a line that looks different.</summary>
/// <param name="Start">Its first UTF-16 unit.</param>
/// <param name="Length">UTF-16 units.</param>
/// <param name="Style">How it looks.</param>
internal readonly record struct TextSpan(int Start, int Length, Style Style);
