using SipTrace.Wire.Rtp;

namespace SipTrace.Correlation.Rtp;

/// <summary>One payload type of a stream, and how many packets carried it.</summary>
/// <param name="PayloadType">The payload type.</param>
/// <param name="Format">What it stands for, as negotiated, else by RFC 3551; null where neither says.</param>
/// <param name="Packets">Packets, repeated ones included.</param>
public readonly record struct RtpFormatUse(byte PayloadType, PayloadFormat? Format, int Packets);
