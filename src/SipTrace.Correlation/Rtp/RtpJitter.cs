using System.Runtime.CompilerServices;
using SipTrace.Wire.Bytes;

namespace SipTrace.Correlation.Rtp;

/// <summary>
/// Interarrival jitter of one stream (RFC 3550 §6.4.1, A.8), kept in timestamp units, with its mean and maximum over the packets fed.
/// </summary>
internal struct RtpJitter
{
    private long lastArrival;
    private uint lastTimestamp;
    private bool hasLast;
    private double current, sum, highest;
    private int samples;

    /// <summary>Units of the timestamp per second; 0 while unknown, and then nothing is fed.</summary>
    public int ClockRateHz { get; private set; }

    /// <summary>The mean of the running estimate, in milliseconds; null where no two packets could be compared.</summary>
    public readonly double? MeanMs => samples == 0 ? null : sum / samples * 1000 / ClockRateHz;

    /// <summary>The running estimate as it stands, in milliseconds.</summary>
    public readonly double? PresentMs => samples == 0 ? null : current * 1000 / ClockRateHz;

    /// <summary>The highest value of the running estimate, in milliseconds.</summary>
    public readonly double? MaxMs => samples == 0 ? null : highest * 1000 / ClockRateHz;

    /// <summary>Sets the clock. One that differs makes all that was measured with the other worthless.</summary>
    public void SetClock(int clockRateHz)
    {
        if (clockRateHz == ClockRateHz) return;
        this = default;
        ClockRateHz = clockRateHz;
    }

    /// <summary>Forgets the last packet: the next one is not compared with it.</summary>
    public void Break() => hasLast = false;

    /// <summary>Takes one packet, as it arrived.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Take(Timestamp arrival, uint timestamp)
    {
        if (hasLast && ClockRateHz > 0)
        {
            var difference = (arrival.Nanoseconds - lastArrival) * 1e-9 * ClockRateHz - (int)(timestamp - lastTimestamp);
            current += (Math.Abs(difference) - current) / 16;
            sum += current;
            if (current > highest) highest = current;
            samples++;
        }
        lastArrival = arrival.Nanoseconds;
        lastTimestamp = timestamp;
        hasLast = true;
    }
}
