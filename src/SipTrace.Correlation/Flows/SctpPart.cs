namespace SipTrace.Correlation.Flows;

/// <summary>A part of an SCTP message that waits for the others.</summary>
internal sealed record SctpPart(byte[] Bytes, int WireLength, bool IsFirst, bool IsLast, SegmentOrigin Origin);
