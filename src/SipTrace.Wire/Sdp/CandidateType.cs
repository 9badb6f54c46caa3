namespace SipTrace.Wire.Sdp;

/// <summary>How a candidate was found (RFC 8445 §5.1.1).</summary>
public enum CandidateType
{
    /// <summary>A type that is not one of the four.</summary>
    Other,

    /// <summary><c>typ host</c>: an address of an interface.</summary>
    Host,

    /// <summary><c>typ srflx</c>: what a STUN server saw.</summary>
    ServerReflexive,

    /// <summary><c>typ prflx</c>: what the peer saw in a check.</summary>
    PeerReflexive,

    /// <summary><c>typ relay</c>: an address of a TURN server.</summary>
    Relay,
}
