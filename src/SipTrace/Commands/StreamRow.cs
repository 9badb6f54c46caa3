using SipTrace.Correlation.Media;
using SipTrace.Correlation.Rtp;

namespace SipTrace.Commands;

/// <summary>One stream with what must be looked up elsewhere to tell of it.</summary>
/// <param name="Stream">The stream.</param>
/// <param name="Point">The name of its capture point.</param>
/// <param name="ViaTurn">The relay it came through; null for none.</param>
/// <param name="Protection">How it is encrypted.</param>
/// <param name="SsrcChanges">How often the source of its path had changed when it began.</param>
/// <param name="Rtcp">What RTCP said about it; null for nothing.</param>
/// <param name="RoundTripMs">The round trip that RTCP tells.</param>
/// <param name="CaptureDropped">Whether the capture itself lost packets.</param>
internal sealed record StreamRow(RtpStream Stream, string Point, string? ViaTurn, MediaProtection Protection, int SsrcChanges, RtcpReports? Rtcp,
    double? RoundTripMs, bool CaptureDropped);
