namespace SipTrace.Correlation.Media;

/// <summary>What a certificate of a DTLS handshake is to the a=fingerprint lines of the side that showed it.</summary>
public enum CertificateVerdict : byte
{
    /// <summary><c>hidden</c>: no certificate was seen in clear (DTLS 1.3, an encrypted flight, or not captured).</summary>
    Hidden,

    /// <summary><c>no_fingerprint</c>: that side's SDP, as far as it is seen, has none.</summary>
    NoFingerprint,

    /// <summary><c>ok</c>: it fits one of them.</summary>
    Fits,

    /// <summary><c>bad</c>: it fits none of them.</summary>
    Bad,
}
