using SipTrace.Correlation.Rtp;

namespace SipTrace.Commands;

/// <summary>How a stream went, interval by interval.</summary>
/// <param name="Stream">The stream.</param>
/// <param name="Loss">Loss in percent; null where nothing of it came.</param>
/// <param name="Jitter">Jitter in milliseconds at the end of each interval; null where nothing came, or it is not known.</param>
internal sealed record StreamTimeline(RtpStream Stream, IReadOnlyList<double?> Loss, IReadOnlyList<double?> Jitter);
