namespace SipTrace.Correlation.Evidence;

/// <summary>As what an SDP names an address. The smaller the surer.</summary>
public enum MediaAddressKind : byte
{
    /// <summary>The default destination of RTP: c= and the port of the m= line.</summary>
    Default,

    /// <summary>The default destination of RTCP: a=rtcp, else one port above.</summary>
    RtcpDefault,

    /// <summary>A candidate.</summary>
    Candidate,

    /// <summary>The related address of a reflexive candidate: its base. Of a relayed candidate it is another socket, and left out.</summary>
    Base,
}
