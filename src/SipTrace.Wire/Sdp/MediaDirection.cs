namespace SipTrace.Wire.Sdp;

/// <summary>Who may send on a stream, as the author of the description sees it (RFC 3264 §5.1).</summary>
public enum MediaDirection
{
    /// <summary><c>a=sendrecv</c>, also where nothing is said.</summary>
    SendRecv,

    /// <summary><c>a=sendonly</c></summary>
    SendOnly,

    /// <summary><c>a=recvonly</c></summary>
    RecvOnly,

    /// <summary><c>a=inactive</c></summary>
    Inactive,
}
