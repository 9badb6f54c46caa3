namespace SipTrace.Capture.Files;

/// <summary>What an input holds, told by its first octets and never by its name.</summary>
public enum InputKind
{
    /// <summary>No octet at all.</summary>
    Empty,

    /// <summary>A classic pcap file.</summary>
    Pcap,

    /// <summary>A pcapng file.</summary>
    PcapNg,

    /// <summary>A gzip member (RFC 1952), whatever is inside.</summary>
    Gzip,

    /// <summary>The text of one SDP body (<c>v=0</c> ...).</summary>
    SdpText,

    /// <summary>SIP messages as text, each perhaps after a line that tells its time and addresses.</summary>
    SipText,

    /// <summary>Anything else.</summary>
    Foreign,
}
