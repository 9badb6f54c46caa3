namespace SipTrace.Correlation.Sip;

/// <summary>What carried a SIP message.</summary>
public enum SipTransport : byte
{
    /// <summary>UDP: one datagram, one message.</summary>
    Udp,

    /// <summary>TCP.</summary>
    Tcp,

    /// <summary>TLS, decrypted with keys that came with the capture.</summary>
    Tls,

    /// <summary>WebSocket (RFC 7118).</summary>
    Ws,

    /// <summary>WebSocket over TLS.</summary>
    Wss,

    /// <summary>SCTP (RFC 4168).</summary>
    Sctp,
}
