using SipTrace.Wire.Rtp;

namespace SipTrace.Correlation.Rtp;

/// <summary>
/// Weighs whether packets of one source that signalling does not know are RTP: at least ten numbers, in order but for a few, with payload
/// types that exist and timestamps that go no faster than media clocks do. Either the timestamps move, or header extensions of RFC 8285
/// are there, for WebRTC also sends runs of packets with one timestamp to probe the bandwidth.
/// </summary>
internal struct RtpEvidence
{
    private const int NumbersNeeded = 10;
    private const int StepsNeeded = 8;
    private const int MovesNeeded = 2;
    // No media clock ticks faster; streams may pause and their senders stamp ahead, so two seconds are given on top.
    private const double FastestClockHz = 192_000, SlackSeconds = 2;

    private long lastArrival;
    private uint lastTimestamp;
    private int good, bad, moves, extended;

    /// <summary>Whether a stream of so many numbers has shown that it is RTP.</summary>
    public readonly bool Suffices(int numbers) => numbers >= NumbersNeeded && good >= StepsNeeded && bad * 4 <= good
        && (moves >= MovesNeeded || extended >= StepsNeeded);

    /// <summary>Whether a stream of so many numbers has too few to show that it is RTP, and none that is implausible.</summary>
    public readonly bool IsShortAndSound(int numbers) => numbers < NumbersNeeded && bad == 0;

    /// <summary>Takes one packet that repeats no number.</summary>
    public void Take(SequenceStep step, in RtpArrival packet)
    {
        var timestamp = packet.Timestamp;
        if (step != SequenceStep.First)
        {
            var advance = (int)(timestamp - lastTimestamp);
            var seconds = Math.Abs(packet.Time.Nanoseconds - lastArrival) * 1e-9;
            var isPlausible = step is not (SequenceStep.Stray or SequenceStep.Restart) && IsAssigned(packet.PayloadType)
                && Math.Abs((double)advance) <= (seconds + SlackSeconds) * FastestClockHz;
            if (isPlausible) good++;
            else bad++;
            if (isPlausible && advance != 0) moves++;
            if (isPlausible && packet.ExtensionProfile is 0xbede or (>= 0x1000 and <= 0x100f)) extended++;
        }
        lastArrival = packet.Time.Nanoseconds;
        lastTimestamp = timestamp;
    }

    /// <summary>Dynamic types (96 to 127, then 35 to 63: RFC 5761 §4), and the static ones that mean something.</summary>
    private static bool IsAssigned(byte payloadType) =>
        payloadType is >= PayloadTypes.FirstDynamic or (>= 35 and <= 63) || PayloadTypes.StaticFormat(payloadType) is not null;
}
