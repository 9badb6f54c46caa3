namespace SipTrace.Wire.Tls;

/// <summary>The type of a DTLS handshake message, its first octet (RFC 6347 §4.3.2).</summary>
public enum DtlsHandshakeType : byte
{
    /// <summary>0.</summary>
    HelloRequest = 0,

    /// <summary>1, the client's offer.</summary>
    ClientHello = 1,

    /// <summary>2, the server's choice.</summary>
    ServerHello = 2,

    /// <summary>3, a cookie against forged addresses; of DTLS alone.</summary>
    HelloVerifyRequest = 3,

    /// <summary>4, a session ticket (RFC 5077).</summary>
    NewSessionTicket = 4,

    /// <summary>11, the certificates; in clear up to DTLS 1.2.</summary>
    Certificate = 11,

    /// <summary>12.</summary>
    ServerKeyExchange = 12,

    /// <summary>13, asks the client for a certificate.</summary>
    CertificateRequest = 13,

    /// <summary>14.</summary>
    ServerHelloDone = 14,

    /// <summary>15.</summary>
    CertificateVerify = 15,

    /// <summary>16.</summary>
    ClientKeyExchange = 16,

    /// <summary>20, always encrypted.</summary>
    Finished = 20,
}
