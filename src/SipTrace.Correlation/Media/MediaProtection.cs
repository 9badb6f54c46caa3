namespace SipTrace.Correlation.Media;

/// <summary>How a stream is encrypted.</summary>
public enum MediaProtection : byte
{
    /// <summary><c>unknown</c>: no SDP and no handshake tells.</summary>
    Unknown,

    /// <summary><c>none</c>: in clear, as its SDP says.</summary>
    None,

    /// <summary><c>srtp-sdes</c>: SRTP, the keys stand in a=crypto of both sides.</summary>
    Sdes,

    /// <summary><c>srtp-dtls</c>: SRTP, the keys come from a DTLS handshake.</summary>
    Dtls,
}
