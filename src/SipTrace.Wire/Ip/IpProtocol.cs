namespace SipTrace.Wire.Ip;

/// <summary>What an IP packet carries: the IANA protocol numbers that matter here. Other values occur and are kept as they are.</summary>
public enum IpProtocol : byte
{
    /// <summary>IPv6 hop-by-hop options.</summary>
    HopByHop = 0,

    /// <summary>ICMP (RFC 792).</summary>
    Icmp = 1,

    /// <summary>IPv4 in IP (RFC 2003).</summary>
    IPv4 = 4,

    /// <summary>TCP (RFC 9293).</summary>
    Tcp = 6,

    /// <summary>UDP (RFC 768).</summary>
    Udp = 17,

    /// <summary>IPv6 in IP (RFC 4213).</summary>
    IPv6 = 41,

    /// <summary>IPv6 routing header.</summary>
    Routing = 43,

    /// <summary>IPv6 fragment header.</summary>
    Fragment = 44,

    /// <summary>GRE (RFC 2784).</summary>
    Gre = 47,

    /// <summary>Encapsulating Security Payload (RFC 4303).</summary>
    Esp = 50,

    /// <summary>Authentication Header (RFC 4302).</summary>
    Ah = 51,

    /// <summary>ICMPv6 (RFC 4443).</summary>
    IcmpV6 = 58,

    /// <summary>IPv6: no next header.</summary>
    NoNext = 59,

    /// <summary>IPv6 destination options.</summary>
    DestinationOptions = 60,

    /// <summary>L2TPv3 over IP.</summary>
    L2tp = 115,

    /// <summary>SCTP (RFC 9260).</summary>
    Sctp = 132,

    /// <summary>IPv6 mobility header.</summary>
    Mobility = 135,

    /// <summary>UDP-Lite (RFC 3828).</summary>
    UdpLite = 136,

    /// <summary>MPLS in IP (RFC 4023).</summary>
    Mpls = 137,
}
