using SipTrace.Correlation.Ice;

namespace SipTrace.Tests.Correlation.Ice;

/// <summary>What is kept of checks comes back as it was; what is not kept is empty.</summary>
public class CheckOctetsTest
{
    [Fact]
    public void Checks_come_back_as_long_as_there_is_room()
    {
        var kept = new CheckOctets();
        var checks = Enumerable.Range(0, 20_000).Select(i => Enumerable.Repeat((byte)i, 20 + i % 1500).ToArray()).ToArray();
        // Every third is of a transaction that has none.
        for (var i = 0; i < checks.Length; i++)
        {
            if (i % 3 > 0) kept.Add(i, checks[i]);
        }
        Assert.All(Enumerable.Range(0, checks.Length), i => Assert.True(kept.Of(i).IsEmpty || kept.Of(i).Span.SequenceEqual(checks[i])));
        Assert.All(Enumerable.Range(0, 5_000), i => Assert.Equal(i % 3 == 0, kept.Of(i).IsEmpty));
        Assert.True(kept.Of(checks.Length - 1).IsEmpty);
        Assert.True(kept.Of(checks.Length).IsEmpty);
        Assert.InRange(kept.Size, 8 << 20 >> 1, 10 << 20);
    }

    [Fact]
    public void A_check_longer_than_all_room_is_not_kept()
    {
        var kept = new CheckOctets();
        kept.Add(0, new byte[1 << 24]);
        kept.Add(1, [1, 2, 3]);
        Assert.True(kept.Of(0).IsEmpty);
        Assert.Equal([1, 2, 3], kept.Of(1).ToArray());
    }
}
