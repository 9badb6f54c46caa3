namespace SipTrace.Correlation.Rtp;

/// <summary>By what a stream belongs to its call. The larger the surer.</summary>
public enum StreamBelonging : byte
{
    /// <summary>It belongs to no call that is known.</summary>
    None,

    /// <summary><c>host</c>: the port of an m= line, at another address of the host that sent or received the SDP (1:1 NAT of clouds).</summary>
    Host,

    /// <summary><c>turn</c>: an SDP announced the relayed address of the allocation that carried it.</summary>
    Turn,

    /// <summary><c>ice</c>: a candidate, or checks whose ufrags an SDP announced.</summary>
    Ice,

    /// <summary><c>sdp</c>: the default destination of an m= line (c= and port).</summary>
    Sdp,
}
