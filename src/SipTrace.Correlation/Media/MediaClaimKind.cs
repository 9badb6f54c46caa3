namespace SipTrace.Correlation.Media;

/// <summary>In what sense an SDP announced an endpoint. The smaller the surer.</summary>
public enum MediaClaimKind : byte
{
    /// <summary><c>sdp</c>: the default destination of an m= line (c= and port), or its RTCP.</summary>
    Default,

    /// <summary><c>ice</c>: a candidate.</summary>
    Candidate,

    /// <summary><c>host</c>: the port of an m= line, at an address of the host that sent or received the message (1:1 NAT of clouds).</summary>
    Host,
}
