namespace SipTrace.Wire.Rtp;

/// <summary>The type of an RTCP packet, the second octet on the wire.</summary>
public enum RtcpPacketType : byte
{
    /// <summary>192, full intra request of H.261 (RFC 2032).</summary>
    Fir = 192,

    /// <summary>193, negative acknowledgement of H.261 (RFC 2032).</summary>
    Nack = 193,

    /// <summary>194, SMPTE time code (RFC 5484).</summary>
    SmpteTimeCode = 194,

    /// <summary>195, extended inter-arrival jitter (RFC 5450).</summary>
    InterarrivalJitter = 195,

    /// <summary>200, SR: what was sent and what was received (RFC 3550 §6.4.1).</summary>
    SenderReport = 200,

    /// <summary>201, RR: what was received (RFC 3550 §6.4.2).</summary>
    ReceiverReport = 201,

    /// <summary>202, SDES: names of sources (RFC 3550 §6.5).</summary>
    SourceDescription = 202,

    /// <summary>203, BYE: sources that leave (RFC 3550 §6.6).</summary>
    Bye = 203,

    /// <summary>204, APP: an application's own (RFC 3550 §6.7).</summary>
    Application = 204,

    /// <summary>205, RTPFB: feedback about the transport (RFC 4585 §6.2).</summary>
    TransportFeedback = 205,

    /// <summary>206, PSFB: feedback about the payload (RFC 4585 §6.3).</summary>
    PayloadFeedback = 206,

    /// <summary>207, XR: extended reports (RFC 3611).</summary>
    ExtendedReport = 207,

    /// <summary>208, AVB (IEEE 1733).</summary>
    AudioVideoBridging = 208,

    /// <summary>209, RSI: receiver summary (RFC 5760).</summary>
    ReceiverSummary = 209,

    /// <summary>210, TOKEN: port mapping (RFC 6284).</summary>
    PortMapping = 210,
}
