using FsCheck;
using FsCheck.Fluent;
using SipTrace.Correlation.Rtp;

namespace SipTrace.Tests.Correlation.Rtp;

public class RtpSequenceTest
{
    [Fact]
    public void CountsAgreeWithASlowModel()
    {
        var moves = Gen.Zip(Gen.Choose(0, 99), Gen.Choose(0, 9999)).ListOf().ToArbitrary();
        var starts = Gen.Choose(0, 65535).ToArbitrary();
        Prop.ForAll(starts, moves, (start, list) => Agrees(Journey(start, [.. list])))
            .Check(Config.QuickThrowOnFailure.WithMaxTest(2000).WithEndSize(400));
    }

    [Fact]
    public void ADuplicateHidesNoLoss()
    {
        var sequence = Take(1, 2, 4, 4, 5);
        Assert.Equal((4, 5, 1, 0), (sequence.Unique, sequence.Expected, sequence.Duplicates, sequence.Late));
    }

    [Fact]
    public void NumbersWrapRoundAt65536()
    {
        var sequence = Take(65534, 65535, 1, 0, 2);
        Assert.Equal((5, 5, 1), (sequence.Unique, sequence.Expected, sequence.Late));
    }

    [Fact]
    public void TheFirstPacketNeedNotHaveTheLowestNumber()
    {
        var sequence = Take(10, 7, 11).Finished();
        Assert.Equal((3, 5, 1, 2), (sequence.Unique, sequence.Expected, sequence.LossRuns, sequence.LongestLossRun));
    }

    [Fact]
    public void ALonePacketFarAwayIsAStrayAndCostsNoLoss()
    {
        var sequence = Take(1, 2, 40_000, 3, 4);
        Assert.Equal((4, 4, 1, 0), (sequence.Unique, sequence.Expected, sequence.Strays, sequence.Restarts));
    }

    [Fact]
    public void ASecondPacketFarAwayConfirmsThatTheSequenceBeganAnew()
    {
        var sequence = Take(1, 2, 4, 40_000, 40_001, 40_003).Finished();
        Assert.Equal((6, 8, 0, 1), (sequence.Unique, sequence.Expected, sequence.Strays, sequence.Restarts));
        Assert.Equal((2, 1), (sequence.LossRuns, sequence.LongestLossRun));
    }

    [Fact]
    public void ACopyOfAStrayIsADuplicate()
    {
        var sequence = Take(1, 2, 40_000, 40_000, 40_001, 40_001);
        Assert.Equal((4, 4, 2, 1), (sequence.Unique, sequence.Expected, sequence.Duplicates, sequence.Restarts));
    }

    [Fact]
    public void AJumpBelowTheDropoutIsLoss()
    {
        var sequence = Take(1, RtpSequence.MaxDropout).Finished();
        Assert.Equal((2, RtpSequence.MaxDropout), (sequence.Unique, sequence.Expected));
        Assert.Equal((1, RtpSequence.MaxDropout - 2), (sequence.LossRuns, sequence.LongestLossRun));
        Assert.Equal(1, Take(1, RtpSequence.MaxDropout + 1).Strays);
    }

    private static RtpSequence Take(params int[] numbers)
    {
        var sequence = new RtpSequence();
        foreach (var number in numbers) sequence.Take((ushort)number);
        return sequence;
    }

    /// <summary>Mostly onwards by one, sometimes over a gap, sometimes back by less than the late limit.</summary>
    private static List<long> Journey(int start, (int Kind, int Amount)[] moves)
    {
        long highest = start;
        var numbers = new List<long> { highest };
        foreach (var (kind, amount) in moves)
        {
            var number = kind switch
            {
                < 60 => highest + 1,
                < 78 => highest + 1 + amount % 6,
                < 82 => highest + 1 + amount % (RtpSequence.MaxDropout - 1),
                _ => highest - amount % (RtpSequence.MaxMisorder + 1),
            };
            numbers.Add(number);
            highest = Math.Max(highest, number);
        }
        return numbers;
    }

    private static bool Agrees(List<long> numbers)
    {
        var sequence = new RtpSequence();
        var seen = new SortedSet<long>();
        int duplicates = 0, late = 0;
        foreach (var number in numbers)
        {
            if (seen.Count > 0 && number < seen.Max && !seen.Contains(number)) late++;
            if (!seen.Add(number)) duplicates++;
            sequence.Take((ushort)number);
        }
        var gaps = seen.Zip(seen.Skip(1), (low, high) => (int)(high - low - 1)).Where(gap => gap > 0).ToList();
        var finished = sequence.Finished();
        return sequence.Unique == seen.Count && sequence.Expected == seen.Max - seen.Min + 1
            && sequence.Duplicates == duplicates && sequence.Late == late && sequence.Strays == 0 && sequence.Restarts == 0
            && finished.LossRuns == gaps.Count && finished.LongestLossRun == gaps.DefaultIfEmpty().Max();
    }
}
