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
        var found = checks.Select((check, i) => kept.Of(i, check.Length)).ToArray();
        Assert.All(Enumerable.Range(0, checks.Length), i => Assert.True(found[i].IsEmpty || found[i].Span.SequenceEqual(checks[i])));
        Assert.True(found.Select((one, i) => one.IsEmpty == (i % 3 == 0)).Take(5_000).All(isRight => isRight));
        Assert.True(found[^1].IsEmpty && kept.Size < 10 << 20);
        kept.Clear();
        Assert.True(kept.Of(1, checks[1].Length).IsEmpty);
    }

    [Fact]
    public void A_check_longer_than_any_block_is_not_kept()
    {
        var kept = new CheckOctets();
        kept.Add(0, new byte[1 << 18]);
        kept.Add(1, [1, 2, 3]);
        Assert.True(kept.Of(0, 1 << 18).IsEmpty);
        Assert.Equal([1, 2, 3], kept.Of(1, 3).ToArray());
    }
}
