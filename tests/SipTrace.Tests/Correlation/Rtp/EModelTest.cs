using SipTrace.Correlation.Rtp;

namespace SipTrace.Tests.Correlation.Rtp;

public class EModelTest
{
    [Fact]
    public void AnUndisturbedG711CallScores441()
    {
        var score = EModel.Score("PCMU", 0)!.Value;
        Assert.Equal((4.41, 93.2, "G.107"), (Math.Round(score.Value, 2), score.Rating, score.Model));
        Assert.Equal((0, 25.1, 1), (score.Ie, score.Bpl, score.BurstRatio));
    }

    [Theory]
    // Ie,eff = Ie + (95 - Ie) Ppl / (Ppl / BurstR + Bpl), worked out by hand.
    [InlineData("PCMA", 5, 1, 93.2 - 95 * 5 / 30.1)]
    [InlineData("pcma", 5, 2, 93.2 - 95 * 5 / 27.6)]
    [InlineData("G729", 0, 1, 93.2 - 11)]
    [InlineData("G729", 3, 1, 93.2 - 11 - 84 * 3 / 22.0)]
    [InlineData("AMR-WB", 0, 1, 129 - 13)]
    public void LossAndBurstsLowerTheRating(string encoding, double loss, double burst, double expected) =>
        Assert.Equal(expected, EModel.Score(encoding, loss, burst)!.Value.Rating, 6);

    [Fact]
    public void DelayCostsLittleUntil177Milliseconds()
    {
        Assert.Equal(93.2 - 2.4, EModel.Score("PCMU", 0, 1, TimeSpan.FromMilliseconds(100))!.Value.Rating, 6);
        Assert.Equal(93.2 - 0.024 * 300 - 0.11 * 122.7, EModel.Score("PCMU", 0, 1, TimeSpan.FromMilliseconds(300))!.Value.Rating, 6);
    }

    [Fact]
    public void ScoresStayBetweenOneAndFourAndAHalf()
    {
        Assert.Equal(1, EModel.Score("G729", 100, 8, TimeSpan.FromSeconds(2))!.Value.Value);
        Assert.InRange(EModel.Score("AMR-WB", 0)!.Value.Value, 4.3, 4.5);
        for (var loss = 0.5; loss < 100; loss += 0.5)
            Assert.True(EModel.Score("PCMU", loss)!.Value.Value <= EModel.Score("PCMU", loss - 0.5)!.Value.Value);
    }

    [Theory]
    [InlineData("opus")]
    [InlineData("G722")]
    [InlineData("H264")]
    [InlineData("telephone-event")]
    public void CodecsWithoutPublishedValuesGetNoScore(string encoding) => Assert.Null(EModel.Score(encoding, 0));
}
