namespace SipTrace.Screens;

/// <summary>How times stand in a ladder.</summary>
internal enum TimeStyle
{
    /// <summary>The time of day.</summary>
    Absolute,

    /// <summary>Seconds since the first event.</summary>
    Relative,

    /// <summary>Seconds since the event before; since the marked one where one is marked.</summary>
    Delta,
}
