using SipTrace.Tests.Support;
using SipTrace.Wire.Rtp;

namespace SipTrace.Tests.Wire.Rtp;

public class RtpPacketTest
{
    public static byte[] Octets(string hex) => Convert.FromHexString(hex.Replace(" ", ""));

    [Fact]
    public void TheFixedHeaderIsRead()
    {
        Assert.True(RtpPacket.TryParse(Octets("80e5 1234 00000fa0 deadbeef 0102030405"), out var packet));
        Assert.True(packet.IsMarked);
        Assert.Equal(101, packet.PayloadType);
        Assert.Equal(0x1234, packet.SequenceNumber);
        Assert.Equal(4000u, packet.Timestamp);
        Assert.Equal(0xdeadbeefu, packet.Ssrc);
        Assert.Equal(new byte[] { 1, 2, 3, 4, 5 }, packet.Payload);
        Assert.Equal(5, packet.PayloadLength);
        Assert.Equal(0, packet.ExtensionProfile);
    }

    [Fact]
    public void SourcesExtensionAndPaddingStandRoundThePayload()
    {
        var hex = "b200 0001 00000000 00000001 aaaaaaaa bbbbbbbb bede0001 10ff0000 616263 0002";
        Assert.True(RtpPacket.TryParse(Octets(hex), out var packet));
        Assert.Equal(Octets("aaaaaaaabbbbbbbb"), packet.Csrcs);
        Assert.Equal(0xbede, packet.ExtensionProfile);
        Assert.Equal(Octets("10ff0000"), packet.Extension);
        Assert.Equal("abc"u8, packet.Payload);
        Assert.Equal(5, packet.PayloadLength);
    }

    [Fact]
    public void AnImpossiblePaddingIsTakenForSrtp()
    {
        Assert.True(RtpPacket.TryParse(Octets("a000 0001 00000000 00000001 616263ff"), out var packet));
        Assert.Equal(4, packet.Payload.Length);
    }

    [Theory]
    [InlineData("4000 0001 00000000 00000001", "version 1")]
    [InlineData("8000 0001 00000000 000000", "11 octets")]
    [InlineData("8100 0001 00000000 00000001 aaaaaa", "a source that is not whole")]
    [InlineData("9000 0001 00000000 00000001 bede0002 00000000", "an extension that runs past the end")]
    [InlineData("9000 0001 00000000 00000001 bede", "an extension without its length is not seen, so the header fits")]
    public void HeadersThatDoNotFitAreNoRtp(string hex, string why) =>
        Assert.Equal(why.StartsWith("an extension without"), RtpPacket.TryParse(Octets(hex), out _));

    [Fact]
    public void APacketCutByTheCaptureKeepsItsLength()
    {
        Assert.True(RtpPacket.TryParse(Octets("8000 0001 00000000 00000001 010203040506"), 172, out var packet));
        Assert.Equal(160, packet.PayloadLength);
        Assert.Equal(6, packet.Payload.Length);
        Assert.True(RtpPacket.TryParse(Octets("9f00 0001 00000000 00000001"), 172, out packet));
        Assert.True(packet.Csrcs.IsEmpty && packet.Extension.IsEmpty && packet.Payload.IsEmpty);
    }

    [Fact]
    public void MutatedPacketsNeverThrow()
    {
        var good = Octets("b200 0001 00000000 00000001 aaaaaaaa bbbbbbbb bede0001 10ff0000 616263 0002");
        foreach (var bytes in Mutations.Of(good, 20_000, seed: 3))
        {
            for (var more = 0; more < 400; more += 133)
            {
                if (!RtpPacket.TryParse(bytes, bytes.Length + more, out var packet)) continue;
                Assert.True(packet.Csrcs.Length + packet.Extension.Length + packet.Payload.Length <= bytes.Length);
                Assert.InRange(packet.PayloadLength, 0, bytes.Length + more);
            }
        }
    }
}
