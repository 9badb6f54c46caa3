using SipTrace.Wire.Rtp;

namespace SipTrace.Correlation.Rtp;

public sealed partial class RtpStream
{
    // Below it one lost packet would decide the score.
    private const int EnoughToScore = 50;

    /// <summary>The format of most of its packets, telephone events and comfort noise left out; null where it is not known.</summary>
    public PayloadFormat? MainFormat
    {
        get
        {
            PayloadFormat? main = null;
            var most = 0;
            foreach (var use in Formats)
            {
                if (use.Format is { IsTelephoneEvent: true } or { IsComfortNoise: true } || use.Packets <= most) continue;
                (main, most) = (use.Format, use.Packets);
            }
            return main;
        }
    }

    /// <summary>Packets lost, in percent of those expected.</summary>
    public double LossPercent => Expected == 0 ? 0 : 100.0 * Lost / Expected;

    /// <summary>
    /// What the E-model says of it, the delay left out, for a capture does not show that from mouth to ear. Null for a codec without
    /// published values, and below 50 packets.
    /// </summary>
    public MeanOpinionScore? Score => Expected >= EnoughToScore && MainFormat is { } format ? EModel.Score(format.Name, LossPercent, BurstRatio) : null;
}
