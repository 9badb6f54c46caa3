namespace SipTrace.Ladders;

/// <summary>How an event of a ladder is drawn.</summary>
internal enum LadderKind
{
    /// <summary>A thin arrow.</summary>
    Message,

    /// <summary>A thick arrow: a stream, one way.</summary>
    Stream,

    /// <summary>A thick arrow with two heads: streams both ways.</summary>
    StreamBothWays,

    /// <summary>A dotted arrow with two heads: several messages folded into one line.</summary>
    Group,

    /// <summary>A text over the hosts.</summary>
    Note,
}
