namespace SipTrace.Wire.Rtp;

/// <summary>The sender's part of an SR (RFC 3550 §6.4.1).</summary>
/// <param name="NtpTime">Wall-clock time in NTP form: 32 bits of seconds since 1900, 32 of their fraction.</param>
/// <param name="RtpTimestamp">The same moment on the stream's own clock.</param>
/// <param name="Packets">RTP packets sent so far.</param>
/// <param name="Octets">Octets of payload sent so far.</param>
public readonly record struct RtcpSenderReport(ulong NtpTime, uint RtpTimestamp, uint Packets, uint Octets)
{
    /// <summary>The middle 32 bits of <see cref="NtpTime"/>, that receivers give back as "last SR".</summary>
    public uint MiddleOfNtpTime => (uint)(NtpTime >> 16);
}
