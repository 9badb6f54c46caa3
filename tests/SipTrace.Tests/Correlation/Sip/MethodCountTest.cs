using SipTrace.Tests.Support;

namespace SipTrace.Tests.Correlation.Sip;

public class MethodCountTest
{
    private const string Alice = "10.1.0.10:5060", Bob = "10.2.0.20:5060";

    [Theory]
    [InlineData(12, 4000, 12)]
    [InlineData(300, 300, 101)]
    [InlineData(1500, 20, 1001)]
    public void Methods_without_end_are_counted_together_and_none_is_lost(int methods, int length, int names)
    {
        var dialogue = new Dialogue();
        for (var i = 0; i < methods; i++) dialogue.Send(i, Alice, Bob, $"M{i:d5}".PadRight(length, 'x'));
        dialogue.End();
        var counts = dialogue.Trace.Statistics.SipRequests;
        Assert.Equal(methods, counts.Values.Sum());
        Assert.Equal(names, counts.Count);
    }
}
