namespace SipTrace.Correlation.Rtp;

/// <summary>
/// Sequence-number accounting of one stream after RFC 3550 A.1 and A.3, with one difference: what was received is remembered per number,
/// so a duplicate hides no loss.
/// </summary>
internal struct RtpSequence
{
    /// <summary>A jump ahead of this or more begins a new sequence, if a second packet confirms it (MAX_DROPOUT).</summary>
    public const int MaxDropout = 3000;

    /// <summary>How far behind the newest a packet may come and still be late rather than of a new sequence (MAX_MISORDER).</summary>
    public const int MaxMisorder = 100;

    private const int WindowBits = 128;

    // Bit i of the window (low word first) tells whether number highest - i was received; what lies before the first number counts as
    // received.
    private ulong seenLow, seenHigh;
    private long lowest, highest;
    private int afterStray;
    private int earlierExpected;
    private int lossRun;

    /// <summary>Numbers received, each counted once.</summary>
    public int Unique { get; private set; }

    /// <summary>Packets that repeat a number.</summary>
    public int Duplicates { get; private set; }

    /// <summary>Packets that came after one with a higher number.</summary>
    public int Late { get; private set; }

    /// <summary>Packets far from all others that no second packet confirmed.</summary>
    public int Strays { get; private set; }

    /// <summary>How often the sequence began anew.</summary>
    public int Restarts { get; private set; }

    /// <summary>How many runs of missing numbers are over.</summary>
    public int LossRuns { get; private set; }

    /// <summary>The longest run of missing numbers that is over.</summary>
    public int LongestLossRun { get; private set; }

    /// <summary>Numbers from the lowest to the highest, over all restarts.</summary>
    public readonly int Expected => Unique == 0 ? 0 : (int)Math.Min(int.MaxValue, earlierExpected + highest - lowest + 1);

    /// <summary>How far the last step ahead went: 1 where nothing is missing.</summary>
    public int Distance { get; private set; }

    /// <summary>Takes the number of one packet.</summary>
    public SequenceStep Take(ushort number)
    {
        if (Unique == 0)
        {
            Begin(number);
            Unique = 1;
            return SequenceStep.First;
        }
        var ahead = (ushort)(number - (ushort)highest);
        if (ahead is > 0 and < MaxDropout)
        {
            afterStray = -1;
            Distance = ahead;
            Slide(ahead);
            highest += ahead;
            Unique++;
            return ahead == 1 ? SequenceStep.Next : SequenceStep.Ahead;
        }
        var behind = (ushort)-ahead;
        return behind <= MaxMisorder ? TakeBehind(behind) : TakeStray(number);
    }

    /// <summary>These counts with the runs of missing numbers that still lie within the window.</summary>
    public readonly RtpSequence Finished()
    {
        var copy = this;
        copy.Flush();
        return copy;
    }

    /// <summary>How far behind the newest a number lies: 0 for the newest itself.</summary>
    public readonly int Behind(ushort number) => (ushort)((ushort)highest - number);

    private SequenceStep TakeBehind(int behind)
    {
        afterStray = -1;
        var number = highest - behind;
        if (number < lowest)
        {
            for (var i = highest - lowest + 1; i < behind; i++) Mark((int)i, received: false);
            lowest = number;
        }
        else if (IsReceived(behind))
        {
            Duplicates++;
            return SequenceStep.Duplicate;
        }
        Mark(behind, received: true);
        Unique++;
        Late++;
        return SequenceStep.Late;
    }

    private SequenceStep TakeStray(ushort number)
    {
        if (number == afterStray)
        {
            earlierExpected = Expected;
            Flush();
            Begin((ushort)(number - 1));
            highest++;
            Unique += 2;
            Strays--;
            Restarts++;
            return SequenceStep.Restart;
        }
        if (afterStray >= 0 && (ushort)(number + 1) == afterStray)
        {
            Duplicates++;
            return SequenceStep.Duplicate;
        }
        afterStray = (ushort)(number + 1);
        Strays++;
        return SequenceStep.Stray;
    }

    private void Begin(ushort number)
    {
        lowest = highest = number;
        seenLow = seenHigh = ulong.MaxValue;
        afterStray = -1;
    }

    private readonly bool IsReceived(int behind) => ((behind < 64 ? seenLow >> behind : seenHigh >> (behind - 64)) & 1) != 0;

    private void Mark(int behind, bool received)
    {
        ref var word = ref behind < 64 ? ref seenLow : ref seenHigh;
        var bit = 1UL << (behind & 63);
        word = received ? word | bit : word & ~bit;
    }

    private void Slide(int steps)
    {
        if (steps == 1 && (long)seenHigh < 0 && lossRun == 0)
        {
            seenHigh = seenHigh << 1 | seenLow >> 63;
            seenLow = seenLow << 1 | 1;
            return;
        }
        for (var i = Math.Min(steps, WindowBits); i > 0; i--)
        {
            var isReceived = (long)seenHigh < 0;
            seenHigh = seenHigh << 1 | seenLow >> 63;
            seenLow <<= 1;
            if (!isReceived) lossRun++;
            else if (lossRun > 0) EndLossRun();
        }
        lossRun += Math.Max(0, steps - WindowBits);
        seenLow |= 1;
    }

    private void Flush()
    {
        Slide(WindowBits);
        if (lossRun > 0) EndLossRun();
    }

    private void EndLossRun()
    {
        LossRuns++;
        LongestLossRun = Math.Max(LongestLossRun, lossRun);
        lossRun = 0;
    }
}
