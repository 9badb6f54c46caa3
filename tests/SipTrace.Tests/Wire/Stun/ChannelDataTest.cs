using SipTrace.Wire.Stun;
using static SipTrace.Tests.Wire.Stun.Rfc5769Test;

namespace SipTrace.Tests.Wire.Stun;

public class ChannelDataTest
{
    [Theory]
    [InlineData("40000003 616263", true)]
    [InlineData("40000003 61626300", true)]
    [InlineData("40000000", true)]
    [InlineData("7fff0001 61", true)]
    [InlineData("3fff0001 61", false)]
    [InlineData("80000001 61", false)]
    [InlineData("40000003 6162630000", false)]
    [InlineData("40000003 61626300 00000000", false)]
    [InlineData("40000004 616263", false)]
    [InlineData("400000", false)]
    public void DatagramsMustBeFilledUpToPadding(string hex, bool expected) =>
        Assert.Equal(expected, ChannelData.TryParse(Octets(hex), Octets(hex).Length, out _));

    [Fact]
    public void DataIsWithoutPadding()
    {
        Assert.True(ChannelData.TryParse(Octets("40010003 61626300"), 8, out var message));
        Assert.Equal(0x4001, message.Channel);
        Assert.Equal("abc"u8, message.Data);
    }

    [Fact]
    public void DataCutByTheCaptureIsShorterThanItsLength()
    {
        Assert.True(ChannelData.TryParse(Octets("40010008 616263"), 12, out var message));
        Assert.Equal(8, message.Length);
        Assert.Equal(3, message.Data.Length);
    }

    [Fact]
    public void AStreamIsFramedWithPadding()
    {
        Assert.True(ChannelData.TryMeasure(Octets("40010005"), out var length));
        Assert.Equal(12, length);
        Assert.False(ChannelData.TryMeasure(Octets("00010005"), out _));
    }
}
