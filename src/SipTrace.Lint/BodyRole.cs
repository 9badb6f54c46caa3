namespace SipTrace.Lint;

/// <summary>What an SDP body is in its negotiation.</summary>
public enum BodyRole
{
    /// <summary>Nothing tells: a body alone, or that of a message that negotiates nothing.</summary>
    Unknown,

    /// <summary>An offer.</summary>
    Offer,

    /// <summary>An answer.</summary>
    Answer,
}
