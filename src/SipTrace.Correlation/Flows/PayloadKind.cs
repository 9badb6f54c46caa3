namespace SipTrace.Correlation.Flows;

/// <summary>What the first octets of a datagram's payload say it is (RFC 7983, RFC 5761).</summary>
public enum PayloadKind : byte
{
    /// <summary>None of the others.</summary>
    Unknown,

    /// <summary>Nothing, one octet, line ends (RFC 5626 §3.5.1) or four zero octets: it only keeps a NAT's mapping open.</summary>
    KeepAlive,

    /// <summary>STUN or TURN, in the form of RFC 8489 or of RFC 3489.</summary>
    Stun,

    /// <summary>DTLS records.</summary>
    Dtls,

    /// <summary>TURN ChannelData by its form; only an allocation proves it.</summary>
    ChannelData,

    /// <summary>Could be RTP: version 2 and 12 octets or more. No more than that.</summary>
    Rtp,

    /// <summary>RTCP or SRTCP: version 2, a registered packet type, a length that fits.</summary>
    Rtcp,

    /// <summary>A SIP message.</summary>
    Sip,

    /// <summary>HEP version 3, which carries a packet captured elsewhere.</summary>
    Hep,
}
