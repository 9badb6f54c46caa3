namespace SipTrace.Correlation.Rtp;

/// <summary>
/// Asks signalling about a stream and one of its payload types: at their first packet, and again whenever the stream's packets have
/// doubled.
/// </summary>
public delegate RtpClaim RtpClaimOf(in RtpStreamKey key, byte payloadType);
