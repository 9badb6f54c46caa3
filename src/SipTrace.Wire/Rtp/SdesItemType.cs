namespace SipTrace.Wire.Rtp;

/// <summary>The kind of an SDES item, its first octet (RFC 3550 §6.5).</summary>
public enum SdesItemType : byte
{
    /// <summary>0 ends a chunk.</summary>
    End,

    /// <summary>1 CNAME: the same for all streams of one participant.</summary>
    CanonicalName,

    /// <summary>2 NAME.</summary>
    Name,

    /// <summary>3 EMAIL.</summary>
    Email,

    /// <summary>4 PHONE.</summary>
    Phone,

    /// <summary>5 LOC.</summary>
    Location,

    /// <summary>6 TOOL: the program and its version.</summary>
    Tool,

    /// <summary>7 NOTE.</summary>
    Note,

    /// <summary>8 PRIV.</summary>
    Private,

    /// <summary>9 H323-CADDR.</summary>
    H323CallableAddress,

    /// <summary>10 APSI (RFC 6776).</summary>
    ApplicationSpecificIdentifier,

    /// <summary>11 RGRP (RFC 7941).</summary>
    ReportingGroup,

    /// <summary>12 RtpStreamId (RFC 8852).</summary>
    StreamId,

    /// <summary>13 RepairedRtpStreamId (RFC 8852).</summary>
    RepairedStreamId,

    /// <summary>14 CCID (RFC 8861).</summary>
    ClueCaptureId,

    /// <summary>15 MID: the m= line of a bundle (RFC 9143).</summary>
    MediaId,
}
