namespace SipTrace.Wire.Bytes;

/// <summary>How a captured frame begins: the LINKTYPE_ values of pcap and pcapng files that can be read.</summary>
public enum LinkType : ushort
{
    /// <summary>BSD loopback: 4 octets of address family in the byte order of the capturing host.</summary>
    Null = 0,

    /// <summary>IEEE 802.3 Ethernet.</summary>
    Ethernet = 1,

    /// <summary>PPP, with or without the FF 03 of HDLC-like framing.</summary>
    Ppp = 9,

    /// <summary>Raw IP as some systems wrote it (DLT_RAW of BSD/OS).</summary>
    RawBsd = 12,

    /// <summary>Raw IP as OpenBSD wrote it (DLT_RAW).</summary>
    RawOpenBsd = 14,

    /// <summary>PPP in HDLC-like framing (RFC 1662).</summary>
    PppHdlc = 50,

    /// <summary>PPPoE, beginning with the PPPoE header.</summary>
    PppEther = 51,

    /// <summary>Raw IP, version by the first nibble.</summary>
    Raw = 101,

    /// <summary>Cisco HDLC.</summary>
    CiscoHdlc = 104,

    /// <summary>IEEE 802.11.</summary>
    Ieee80211 = 105,

    /// <summary>OpenBSD loopback: 4 octets of address family, big-endian.</summary>
    Loop = 108,

    /// <summary>Linux cooked capture v1 (SLL).</summary>
    LinuxSll = 113,

    /// <summary>Radiotap header, then IEEE 802.11.</summary>
    Radiotap = 127,

    /// <summary>Raw IPv4.</summary>
    IPv4 = 228,

    /// <summary>Raw IPv6.</summary>
    IPv6 = 229,

    /// <summary>Linux netfilter log: TLVs, the packet in NFULA_PAYLOAD.</summary>
    NfLog = 239,

    /// <summary>Linux cooked capture v2 (SLL2).</summary>
    LinuxSll2 = 276,
}
