using SipTrace.Wire.Rtp;

namespace SipTrace.Tests.Wire.Rtp;

public class PayloadTypesTest
{
    /// <summary>RFC 3551 §6, tables 4 and 5.</summary>
    private const string Assigned = "0 PCMU 8000, 3 GSM 8000, 4 G723 8000, 5 DVI4 8000, 6 DVI4 16000, 7 LPC 8000, 8 PCMA 8000, "
        + "9 G722 8000, 10 L16 44100, 11 L16 44100, 12 QCELP 8000, 13 CN 8000, 14 MPA 90000, 15 G728 8000, 16 DVI4 11025, 17 DVI4 22050, "
        + "18 G729 8000, 25 CelB 90000, 26 JPEG 90000, 28 nv 90000, 31 H261 90000, 32 MPV 90000, 33 MP2T 90000, 34 H263 90000";

    [Fact]
    public void TheStaticTypesAreThoseOfRfc3551()
    {
        var expected = Assigned.Split(", ");
        var actual = Enumerable.Range(0, 128).Select(type => (type, PayloadTypes.StaticFormat((byte)type)))
            .Where(each => each.Item2 is not null).Select(each => $"{each.type} {each.Item2!.Name} {each.Item2.ClockRateHz}");
        Assert.Equal(expected, actual);
        Assert.Equal(2, PayloadTypes.StaticFormat(10)!.Channels);
        Assert.Equal(1, PayloadTypes.StaticFormat(11)!.Channels);
    }

    [Fact]
    public void EventsAndComfortNoiseAreKnownByNameInAnyCase()
    {
        Assert.True(new PayloadFormat("Telephone-Event", 8000).IsTelephoneEvent);
        Assert.True(new PayloadFormat("cn", 16000).IsComfortNoise);
        Assert.False(new PayloadFormat("PCMU", 8000) is { IsComfortNoise: true } or { IsTelephoneEvent: true });
    }

    [Theory]
    [InlineData("010a0140", '1', false, 10, 320)]
    [InlineData("0b8a0320", '#', true, 10, 800)]
    [InlineData("0f3f0001", 'D', false, 63, 1)]
    [InlineData("10000001", '!', false, 0, 1)]
    [InlineData("20000001", null, false, 0, 1)]
    public void TelephoneEventsAreRead(string hex, char? digit, bool isEnd, byte volume, ushort duration)
    {
        Assert.True(TelephoneEvent.TryParse(RtpPacketTest.Octets(hex), out var each));
        Assert.Equal((digit, isEnd, volume, duration), (each.Digit, each.IsEnd, each.Volume, each.Duration));
        Assert.False(TelephoneEvent.TryParse(RtpPacketTest.Octets(hex).AsSpan(0, 3), out _));
    }
}
