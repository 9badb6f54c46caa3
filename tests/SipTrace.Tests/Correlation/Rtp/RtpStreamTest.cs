using SipTrace.Correlation.Rtp;
using SipTrace.Wire.Rtp;

namespace SipTrace.Tests.Correlation.Rtp;

public class RtpStreamTest
{
    [Fact]
    public void PacketsOnTimeHaveNoJitter()
    {
        var stream = Sender().Talk(100);
        Assert.Equal((100, 0, 0), (stream.Packets, stream.Lost, stream.Duplicates));
        Assert.Equal(0, stream.MaxJitterMs!.Value, 3);
        Assert.Equal(20, stream.MaxDelta.TotalMilliseconds);
        Assert.Equal(160u, stream.TimestampStep);
        Assert.Equal(100 * 172, stream.Bytes);
        Assert.Equal(0, stream.Silences);
    }

    [Fact]
    public void JitterIsThatOfRfc3550()
    {
        var sender = Sender();
        var random = new Random(3550);
        double jitter = 0, sum = 0, highest = 0, last = 0;
        RtpStream? stream = null;
        for (var i = 0; i < 500; i++)
        {
            var arrival = i * 20 + random.Next(0, 12);
            stream = sender.Send(arrival, i, (uint)i * 160);
            if (i > 0) jitter += (Math.Abs(arrival - last - 20) - jitter) / 16;
            last = arrival;
            sum += jitter;
            highest = Math.Max(highest, jitter);
        }
        Assert.Equal(sum / 499, stream!.MeanJitterMs!.Value, 6);
        Assert.Equal(highest, stream.MaxJitterMs!.Value, 6);
    }

    [Fact]
    public void ACopyCountsAndFeedsNothingElse()
    {
        RtpSender once = Sender(), twice = Sender(2);
        RtpStream? plain = null, copied = null;
        for (var i = 0; i < 50; i++)
        {
            plain = once.Send(i * 20 + i % 3, i, (uint)i * 160);
            copied = twice.Send(i * 20 + i % 3, i, (uint)i * 160);
            twice.Send(i * 20 + i % 3 + 1, i, (uint)i * 160);
        }
        Assert.Equal((100, 50, 50, 0), (copied!.Packets, copied.Duplicates, copied.Copies, copied.Lost));
        Assert.Equal(plain!.MeanJitterMs, copied.MeanJitterMs);
        Assert.Equal((plain.MaxDelta, plain.Bytes, plain.LastTime), (copied.MaxDelta, copied.Bytes, copied.LastTime));
        Assert.Equal(100, copied.Formats[0].Packets);
    }

    [Fact]
    public void ARepeatAfterFiveMillisecondsIsNoCopy()
    {
        var sender = Sender();
        sender.Talk(10);
        var stream = sender.Send(9 * 20 + 6, 9, 9 * 160);
        Assert.Equal((1, 0), (stream.Duplicates, stream.Copies));
    }

    [Fact]
    public void LossRunsMakeTheBurstRatio()
    {
        var sender = Sender();
        RtpStream? stream = null;
        for (var i = 0; i < 1000; i++)
        {
            if (i % 100 is < 90 or > 94) stream = sender.Send(i * 20, i, (uint)i * 160);
        }
        Assert.Equal((50, 10, 5), (stream!.Lost, stream.LossRuns, stream.MaxBurstLost));
        Assert.Equal(5 * 0.95, stream.BurstRatio, 6);
    }

    [Fact]
    public void SilenceIsNeitherJitterNorDelta()
    {
        var sender = Sender();
        sender.Talk(50);
        sender.PayloadType = 13;
        sender.Send(1000, 50, 8000, payload: [30]);
        sender.PayloadType = 0;
        sender.Send(3000, 51, 24_000, isMarked: true);
        var stream = sender.Send(3020, 52, 24_160);
        Assert.Equal(0, stream.MaxJitterMs!.Value, 3);
        Assert.Equal(20, stream.MaxDelta.TotalMilliseconds);
        Assert.Equal(1, stream.Silences);
        Assert.Equal(["PCMU 52", "CN 1"], Names(stream));
    }

    [Fact]
    public void DigitsAreReadOncePerEventAndFeedNoJitter()
    {
        var sender = Sender();
        sender.Talk(50);
        sender.PayloadType = 101;
        var number = 50;
        for (byte digit = 0; digit < 12; digit++)
        {
            for (var i = 1; i <= 6; i++)
            {
                byte[] each = [digit, (byte)(i > 3 ? 0x8a : 0x0a), 1, (byte)Math.Min(i, 4)];
                sender.Send(number * 20, number, 8000u + digit * 1000u, i == 1, each);
                number++;
            }
            // A late packet of the event before adds nothing.
            if (digit > 0) sender.Send(number * 20, number++, 7000u + digit * 1000u, false, [(byte)(digit - 1), 0x8a, 1, 4]);
        }
        sender.PayloadType = 0;
        var stream = sender.Send(number * 20, number, (uint)number * 160);
        Assert.Equal("0123456789*#", stream.Digits);
        Assert.Equal(0, stream.MaxJitterMs!.Value, 3);
    }

    [Theory]
    [InlineData(8000, 160)]
    [InlineData(16000, 320)]
    [InlineData(48000, 960)]
    public void AnUnknownClockIsGuessedByHowFastTheTimestampsMove(int clock, uint step)
    {
        var stream = Sender(payloadType: 111).Talk(40, step: step);
        Assert.Equal((clock, true), (stream.ClockRateHz, stream.IsClockGuessed));
        Assert.Equal(0, stream.MeanJitterMs!.Value, 3);
    }

    [Fact]
    public void WhatSignallingSaysLaterReplacesTheGuess()
    {
        PayloadFormat? format = null;
        var table = new RtpStreamTable((in RtpStreamKey _, byte _) => new RtpClaim(StreamProof.Sdp, format));
        var sender = new RtpSender(table, payloadType: 111);
        Assert.Equal(8000, sender.Talk(40).ClockRateHz);
        format = new PayloadFormat("opus", 48000, 2);
        var stream = sender.Talk(40, first: 40);
        Assert.Equal((48000, false), (stream.ClockRateHz, stream.IsClockGuessed));
        Assert.Equal(["opus 80"], Names(stream));
    }

    [Fact]
    public void MoreThanFourPayloadTypesShareTheLastPlace()
    {
        var sender = Sender();
        for (var i = 0; i < 6; i++)
        {
            sender.PayloadType = (byte)(96 + i);
            sender.Talk(10, first: i * 10);
        }
        var stream = sender.Talk(1, first: 60);
        Assert.Equal([10, 10, 10, 31], stream.Formats.ToArray().Select(use => use.Packets));
    }

    private static IEnumerable<string> Names(RtpStream stream) =>
        stream.Formats.ToArray().Select(use => $"{use.Format?.Name} {use.Packets}");

    private static RtpSender Sender(uint ssrc = 1, byte payloadType = 0) =>
        new(new RtpStreamTable((in RtpStreamKey _, byte _) => new RtpClaim(StreamProof.Sdp, null)), ssrc, payloadType);
}
