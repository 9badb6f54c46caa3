namespace SipTrace.Wire.Rtp;

/// <summary>What a payload type stands for: an encoding's name and the rate of its timestamps.</summary>
/// <param name="Name">The encoding name as in <c>a=rtpmap</c>; names compare without case.</param>
/// <param name="ClockRateHz">Units of the RTP timestamp per second.</param>
/// <param name="Channels">Audio channels; 1 also for video.</param>
public sealed record PayloadFormat(string Name, int ClockRateHz, int Channels = 1)
{
    /// <summary>Whether it carries RFC 4733 events instead of sound.</summary>
    public bool IsTelephoneEvent { get; } = Name.Equals("telephone-event", StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether it carries RFC 3389 comfort noise.</summary>
    public bool IsComfortNoise { get; } = Name.Equals("CN", StringComparison.OrdinalIgnoreCase);
}
