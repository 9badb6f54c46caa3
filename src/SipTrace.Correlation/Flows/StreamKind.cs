namespace SipTrace.Correlation.Flows;

/// <summary>What a message cut out of a TCP stream, or put together from SCTP chunks, is. Content decides, never the port.</summary>
public enum StreamKind
{
    /// <summary>A SIP message: start line, header, body by Content-Length.</summary>
    Sip,

    /// <summary>The payload of a WebSocket message, unmasked and joined: SIP by RFC 7118, or anything else.</summary>
    WebSocket,

    /// <summary>One TLS record with its header of 5 octets.</summary>
    Tls,

    /// <summary>A STUN message.</summary>
    Stun,

    /// <summary>TURN ChannelData with its header of 4 octets, without padding (RFC 8656 §12.5).</summary>
    ChannelData,

    /// <summary>One packet of RFC 4571 framing, without its length: RTP, RTCP, STUN or DTLS.</summary>
    Framed,

    /// <summary>A HEP3 packet.</summary>
    Hep,

    /// <summary>A user message of SCTP, whatever it holds.</summary>
    Sctp,
}
