using SipTrace.Wire.Rtp;

namespace SipTrace.Correlation.Rtp;

/// <summary>One payload type of a stream, and how many packets carried it.</summary>
public struct RtpFormatUse
{
    /// <summary>The payload type.</summary>
    public byte PayloadType { get; internal set; }

    /// <summary>What it stands for, as negotiated, else by RFC 3551; null where neither says.</summary>
    public PayloadFormat? Format { get; internal set; }

    /// <summary>Packets, repeated ones included.</summary>
    public int Packets { get; internal set; }

    /// <summary>Whether every packet so far had the shape of a telephone event.</summary>
    internal bool MayBeEvents { get; set; }
}
