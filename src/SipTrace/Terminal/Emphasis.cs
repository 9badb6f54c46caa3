namespace SipTrace.Terminal;

/// <summary>How a cell stands out beside its colour.</summary>
[Flags]
internal enum Emphasis : byte
{
    /// <summary>Not at all.</summary>
    None = 0,

    /// <summary>Bold.</summary>
    Bold = 1,

    /// <summary>Underlined.</summary>
    Underline = 2,

    /// <summary>The line of the cursor.</summary>
    Selected = 4,

    /// <summary>A bar across the screen: titles, key hints.</summary>
    Bar = 8,
}
