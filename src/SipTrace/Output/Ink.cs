namespace SipTrace.Output;

/// <summary>A colour with a meaning; what it looks like is up to the reader's terminal.</summary>
internal enum Ink : byte
{
    /// <summary>As the terminal writes.</summary>
    Plain,

    /// <summary>Headings.</summary>
    Strong,

    /// <summary>Less worth reading: retransmissions, copies, times.</summary>
    Faint,

    /// <summary>Success: answered calls, 2xx.</summary>
    Good,

    /// <summary>Under way, or to be looked at.</summary>
    Warn,

    /// <summary>Failure: 4xx to 6xx, what a rule calls an error.</summary>
    Bad,

    /// <summary>Requests.</summary>
    Request,

    /// <summary>Names of headers, types of SDP lines.</summary>
    Name,

    /// <summary>RTP.</summary>
    Media,

    /// <summary>STUN, TURN and ICE.</summary>
    Check,

    /// <summary>What was searched for.</summary>
    Match,
}
