using SipTrace.Output;

namespace SipTrace.Tests.Output;

public class OrderedWorkTest
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(1000)]
    public void Results_come_in_order_however_long_each_takes(int count)
    {
        var work = new OrderedWork<string>(count, index =>
        {
            if (index % 7 == 0) Thread.Yield();
            return $"{index}";
        }, ahead: 8);
        Assert.Equal(Enumerable.Range(0, count).Select(index => $"{index}"), work.Results());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(50)]
    public void What_a_piece_throws_reaches_who_asks(int bad)
    {
        var work = new OrderedWork<string>(100, index => index == bad ? throw new FormatException() : $"{index}");
        Assert.Throws<FormatException>(() => work.Results().Count());
    }

    [Fact]
    public void Nobody_works_on_when_enough_was_asked_for() =>
        Assert.Equal(["0", "1"], new OrderedWork<string>(100_000, index => $"{index}").Results().Take(2));
}
