using System.Runtime.CompilerServices;
using SipTrace.Wire.Bytes;
using SipTrace.Wire.Rtp;

namespace SipTrace.Correlation.Rtp;

public sealed partial class RtpStream
{
    private static readonly int[] UsualClocks = [8000, 16000, 24000, 32000, 48000, 90000];

    // Guessed anew at each doubling in between, for every guess is better than the one before; later a change costs more than it mends.
    private const int FirstGuess = 16, LastGuess = 128;

    private long clockAnchor;
    private uint clockAnchorTimestamp;

    /// <summary>
    /// Takes one packet. True where its clock should be guessed (again): a payload type is new, or the packets have doubled.
    /// </summary>
    internal bool Take(in RtpArrival packet)
    {
        Packets++;
        var isNewType = CountFormat(packet.PayloadType);
        var number = packet.SequenceNumber;
        var step = sequence.Take(number);
        var microseconds = unchecked((uint)(packet.Time.Nanoseconds / 1000));
        ref var arrival = ref arrivals[number & (RecentArrivals.Capacity - 1)];
        if (step == SequenceStep.Duplicate)
        {
            if (sequence.Behind(number) < RecentArrivals.Capacity && microseconds - arrival <= CopyMicroseconds) Copies++;
        }
        else
        {
            arrival = microseconds;
            TakeUnique(packet, step);
            TakeRun(packet, step);
        }
        return isNewType || (Packets & (Packets - 1)) == 0;
    }

    /// <summary>Takes what signalling says: the proof, and the format of a payload type.</summary>
    internal void Take(in RtpClaim claim, byte payloadType)
    {
        Prove(claim.Proof);
        if (claim.Owner.IsBetterThan(Owner, FirstTime)) Owner = claim.Owner;
        for (var i = 0; i < formatCount; i++)
        {
            if (formats[i].PayloadType != payloadType) continue;
            var format = claim.Format ?? formats[i].Format ?? PayloadTypes.StaticFormat(payloadType);
            formats[i].Format = format;
            if (i == current && format is { IsTelephoneEvent: false, IsComfortNoise: false })
            {
                IsClockGuessed = false;
                jitter.SetClock(format.ClockRateHz);
            }
        }
    }

    /// <summary>Guesses the clock where the present payload type has no known format, once the packets tell.</summary>
    internal void GuessClock()
    {
        if (formats[current].Format is not null || Packets < FirstGuess) return;
        if (Packets > LastGuess && jitter.ClockRateHz > 0) return;
        var seconds = (lastArrival.Nanoseconds - clockAnchor) * 1e-9;
        var rate = (int)(lastTimestamp - clockAnchorTimestamp) / seconds;
        if (!(seconds >= 0.1) || !(rate >= 6000 && rate <= 120_000)) return;
        IsClockGuessed = true;
        jitter.SetClock(NearestUsualClock(rate));
    }

    private static int NearestUsualClock(double rate)
    {
        var nearest = UsualClocks[0];
        foreach (var clock in UsualClocks)
        {
            if (Math.Abs(Math.Log(clock / rate)) < Math.Abs(Math.Log(nearest / rate))) nearest = clock;
        }
        return nearest;
    }

    private void TakeUnique(in RtpArrival packet, SequenceStep step)
    {
        var (time, timestamp) = (packet.Time, packet.Timestamp);
        Bytes += packet.WireLength;
        if (time < FirstTime) FirstTime = time;
        if (time > LastTime) LastTime = time;
        if (Proof == StreamProof.None)
        {
            evidence.Take(step, packet);
            if (evidence.Suffices(sequence.Unique)) Proof = StreamProof.Sequence;
        }
        if (step is SequenceStep.Restart or SequenceStep.Stray)
        {
            jitter.Break();
            digits.Break();
        }
        ref var format = ref formats[current];
        var isMedia = true;
        if (format.Format is { } known)
        {
            if (known.IsTelephoneEvent && packet.HasEvent) digits.Take(timestamp, packet.Event);
            isMedia = !known.IsTelephoneEvent && !known.IsComfortNoise;
        }
        else if (format.MayBeEvents)
        {
            format.MayBeEvents = packet.LooksLikeEvent;
            isMedia = !format.MayBeEvents;
            if (!isMedia) digits.Take(timestamp, packet.Event);
        }
        if (isMedia) TakeMedia(packet, step, time, timestamp);
        else if (format.Format is { IsComfortNoise: true }) wasSilent = true;
    }

    private void TakeMedia(in RtpArrival packet, SequenceStep step, Timestamp time, uint timestamp)
    {
        // Some mark every packet, which tells nothing.
        var beginsTalkspurt = packet.IsMarked && !wasMarked && jitter.ClockRateHz != 90_000;
        wasMarked = packet.IsMarked;
        if (packet.PayloadType != lastFed)
        {
            jitter.Break();
            ChangeFormat(packet.PayloadType, time, timestamp);
        }
        else
        {
            var delta = time.Nanoseconds - lastArrival.Nanoseconds;
            if (!beginsTalkspurt && !wasSilent && step is not (SequenceStep.Restart or SequenceStep.Stray) && delta > maxDeltaNanoseconds)
                maxDeltaNanoseconds = delta;
            if (step == SequenceStep.Next) TakeAdvance(timestamp - lastTimestamp, beginsTalkspurt);
        }
        if (beginsTalkspurt) jitter.Break();
        jitter.Take(time, timestamp);
        lastArrival = time;
        wasSilent = false;
        if (step != SequenceStep.Late) lastTimestamp = timestamp;
    }

    private void TakeAdvance(uint advance, bool beginsTalkspurt)
    {
        var isLeap = TimestampStep > 0 && advance > 2 * TimestampStep && advance < int.MaxValue;
        if (isLeap || (beginsTalkspurt && wasSilent)) Silences++;
        else if (advance == lastAdvance && advance > 0) TimestampStep = advance;
        lastAdvance = advance;
    }

    private void ChangeFormat(byte payloadType, Timestamp time, uint timestamp)
    {
        lastFed = payloadType;
        clockAnchor = time.Nanoseconds;
        clockAnchorTimestamp = timestamp;
        if (formats[current].Format is not { } format) return;
        IsClockGuessed = false;
        jitter.SetClock(format.ClockRateHz);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool CountFormat(byte payloadType)
    {
        ref var use = ref formats[current];
        if (formatCount == 0 || use.PayloadType != payloadType) return ChangeCounted(payloadType);
        use.Packets++;
        return false;
    }

    private bool ChangeCounted(byte payloadType)
    {
        var isNew = true;
        current = 0;
        while (current < formatCount && formats[current].PayloadType != payloadType) current++;
        if (current < formatCount) isNew = false;
        else if (formatCount < RtpFormatUses.Capacity)
            formats[formatCount++] = new RtpFormatUse
            {
                PayloadType = payloadType,
                Format = PayloadTypes.StaticFormat(payloadType),
                MayBeEvents = payloadType >= PayloadTypes.FirstDynamic,
            };
        else current = RtpFormatUses.Capacity - 1;
        formats[current].Packets++;
        return isNew;
    }
}
