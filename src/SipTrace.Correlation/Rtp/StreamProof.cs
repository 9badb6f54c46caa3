namespace SipTrace.Correlation.Rtp;

/// <summary>Why a stream counts as RTP. The larger the surer.</summary>
public enum StreamProof : byte
{
    /// <summary>Nothing but the look of its packets: a candidate, not to be shown.</summary>
    None,

    /// <summary>A few packets that go the way of a proven stream backwards, with its payload type.</summary>
    Symmetry,

    /// <summary>Its own sequence: enough packets in order, with plausible timestamps.</summary>
    Sequence,

    /// <summary>TURN carried it.</summary>
    Turn,

    /// <summary>ICE checks proved its path.</summary>
    Ice,

    /// <summary>An SDP announced one of its sockets.</summary>
    Sdp,
}
