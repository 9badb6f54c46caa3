namespace SipTrace.Wire.Bytes;

/// <summary>A named surprise in the input that is counted and never thrown: what could not be peeled, parsed or put together, and why.</summary>
public enum Oddity
{
    /// <summary>Nothing odd.</summary>
    None,

    /// <summary>A link type that is not known.</summary>
    UnknownLinkType,

    /// <summary>A frame that carries something else than IP (ARP, LLDP, spanning tree, ...).</summary>
    NotIp,

    /// <summary>A header that ends before its own fields do.</summary>
    TruncatedHeader,

    /// <summary>A header whose lengths contradict each other.</summary>
    BadLength,

    /// <summary>A frame nested deeper than any network builds.</summary>
    TooDeep,

    /// <summary>An IP protocol that carries none of ours (ICMP, OSPF, IGMP, encrypted ESP, ...).</summary>
    OtherIpProtocol,

    /// <summary>A fragment that lies outside a datagram, or contradicts those before it.</summary>
    BadFragment,

    /// <summary>A datagram whose missing fragments did not come.</summary>
    IncompleteDatagram,

    /// <summary>A TCP stream with a hole that was never filled.</summary>
    TcpGap,

    /// <summary>A payload that looks like SIP and could not be read as a message.</summary>
    MalformedSip,

    /// <summary>A SIP message without Call-ID.</summary>
    SipWithoutCallId,

    /// <summary>A payload that is none of the protocols known.</summary>
    UnknownPayload,

    /// <summary>A HEP packet whose chunks contradict its length.</summary>
    BadHep,

    /// <summary>A wireless frame that is encrypted.</summary>
    EncryptedFrame,
}
