using System.Text;
using SipTrace.Correlation.Flows;
using SipTrace.Tests.Support;
using SipTrace.Tests.Wire.Stun;
using static SipTrace.Tests.Wire.Rtp.RtpPacketTest;

namespace SipTrace.Tests.Correlation.Flows;

public class PayloadsTest
{
    [Theory]
    [InlineData("", PayloadKind.KeepAlive)]
    [InlineData("ff", PayloadKind.KeepAlive)]
    [InlineData("0d0a", PayloadKind.KeepAlive)]
    [InlineData("0d0a0d0a", PayloadKind.KeepAlive)]
    [InlineData("0d0a0d0a0d0a", PayloadKind.KeepAlive)]
    [InlineData("00000000", PayloadKind.KeepAlive)]
    [InlineData("0001", PayloadKind.Unknown)]
    [InlineData("8000 0001 000000a0 deadbeef", PayloadKind.Rtp)]
    [InlineData("80ff 0001 000000a0 deadbeef", PayloadKind.Rtp)]
    [InlineData("80c9 0001 11111111", PayloadKind.Rtcp)]
    [InlineData("80c8 0006 11111111 000000000000000000000000 00000000 00000000", PayloadKind.Rtcp)]
    [InlineData("80d4 0001 000000a0 deadbeef", PayloadKind.Rtp)]
    [InlineData("8000 0001 000000a0", PayloadKind.Unknown)]
    [InlineData("16 fefd 0000 000000000000 0001 00", PayloadKind.Dtls)]
    [InlineData("16 0301 0000 000000000000 0001 00", PayloadKind.Unknown)]
    [InlineData("40000004 deadbeef", PayloadKind.ChannelData)]
    [InlineData("40000009 deadbeef", PayloadKind.Unknown)]
    [InlineData("48455033 0006", PayloadKind.Hep)]
    [InlineData("c0ffee00 11223344 55667788", PayloadKind.Unknown)]
    [InlineData(Rfc5769Test.Request, PayloadKind.Stun)]
    public void FirstOctetsDecide(string hex, PayloadKind expected) => Assert.Equal(expected, Payloads.KindOf(Octets(hex)));

    [Theory]
    [InlineData("OPTIONS sip:a@example.com SIP/2.0\r\nCall-ID: 1\r\n\r\n", PayloadKind.Sip)]
    [InlineData("SIP/2.0 200 OK\r\nCall-ID: 1\r\n\r\n", PayloadKind.Sip)]
    [InlineData("GET / HTTP/1.1\r\n\r\n", PayloadKind.Unknown)]
    public void TextIsSipOnlyByItsStartLine(string text, PayloadKind expected) =>
        Assert.Equal(expected, Payloads.KindOf(Encoding.ASCII.GetBytes(text)));

    [Fact]
    public void APayloadCutByTheCaptureKeepsItsKind()
    {
        Assert.Equal(PayloadKind.Unknown, Payloads.KindOf([], 20));
        Assert.Equal(PayloadKind.Stun, Payloads.KindOf(Octets(Rfc5769Test.Request).AsSpan(0, 40), 108));
        Assert.Equal(PayloadKind.ChannelData, Payloads.KindOf(Octets("40000010 deadbeef"), 20));
        Assert.Equal(PayloadKind.Rtcp, Payloads.KindOf(Octets("80c80006 11111111"), 28));
    }

    [Fact]
    public void AnyOctetsHaveAKind()
    {
        var random = new Random(7983);
        for (var i = 0; i < 200_000; i++)
        {
            var bytes = new byte[random.Next(40)];
            random.NextBytes(bytes);
            Assert.True(Enum.IsDefined(Payloads.KindOf(bytes, bytes.Length + random.Next(3))));
        }
    }

    [Fact]
    public void RtpCostsNoAllocation()
    {
        var packet = Octets("8000 0001 000000a0 deadbeef 00");
        Allocations.None(() => Payloads.KindOf(packet), 100_000);
    }
}
