namespace SipTrace.Wire.Tls;

/// <summary>What a DTLS record carries, its first octet (RFC 6347 §4.1; RFC 9146 §4).</summary>
public enum DtlsContentType : byte
{
    /// <summary>20, the keys change from the next record on.</summary>
    ChangeCipherSpec = 20,

    /// <summary>21, an alert.</summary>
    Alert = 21,

    /// <summary>22, the handshake.</summary>
    Handshake = 22,

    /// <summary>23, application data.</summary>
    ApplicationData = 23,

    /// <summary>24, a heartbeat (RFC 6520).</summary>
    Heartbeat = 24,

    /// <summary>25, any of these under a connection id (RFC 9146).</summary>
    ConnectionId = 25,
}
