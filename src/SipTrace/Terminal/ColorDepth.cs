namespace SipTrace.Terminal;

/// <summary>How many colours a terminal shows.</summary>
internal enum ColorDepth
{
    /// <summary>None: bold, underline and reverse only.</summary>
    None,

    /// <summary>The eight and their bright brothers, as the user's theme paints them.</summary>
    Sixteen,

    /// <summary>256, by number.</summary>
    Indexed,

    /// <summary>24 bits.</summary>
    True,
}
