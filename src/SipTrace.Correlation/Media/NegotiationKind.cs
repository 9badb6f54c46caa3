namespace SipTrace.Correlation.Media;

/// <summary>Which messages carried an offer and its answer (RFC 6337 table 1).</summary>
public enum NegotiationKind : byte
{
    /// <summary>INVITE and a response to it.</summary>
    Invite,

    /// <summary>A 2xx to an INVITE without SDP, and its ACK.</summary>
    ResponseAck,

    /// <summary>A reliable provisional response to an INVITE without SDP, and its PRACK.</summary>
    ResponsePrack,

    /// <summary>PRACK and its 2xx.</summary>
    Prack,

    /// <summary>UPDATE and its 2xx.</summary>
    Update,
}
