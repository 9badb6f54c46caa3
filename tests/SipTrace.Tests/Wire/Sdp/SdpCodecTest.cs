using System.Text;
using SipTrace.Wire.Sdp;
using Xunit;

namespace SipTrace.Tests.Wire.Sdp;

/// <summary>Payload types by a=rtpmap and by the tables of RFC 3551.</summary>
public class SdpCodecTest
{
    [Theory]
    [InlineData("a=rtpmap:97 iLBC/8000", "97 iLBC/8000")]
    [InlineData("a=rtpmap: 96  opus/48000/2 ", "96 opus/48000/2")]
    [InlineData("a=rtpmap:101 telephone-event/8000/1", "101 telephone-event/8000")]
    [InlineData("a=rtpmap:128 X/8000", "")]
    [InlineData("a=rtpmap:97 iLBC", "")]
    [InlineData("a=rtpmap:97 /8000", "")]
    [InlineData("a=rtpmap:97 iLBC/x", "")]
    [InlineData("a=rtpmap:97 iLBC/8000/x", "")]
    [InlineData("a=rtpmap:97 iLBC/8000/1/1", "")]
    [InlineData("a=rtpmap:97", "")]
    [InlineData("a=rtpmap", "")]
    public void Rtpmap(string line, string codec)
    {
        var isCodec = SdpCodec.TryParse(SdpDocument.Parse(Encoding.ASCII.GetBytes(line)).Lines[0], out var found);
        Assert.Equal(codec, isCodec ? $"{found.PayloadType} {found}" : "");
    }

    [Theory]
    [InlineData(0, "PCMU/8000")]
    [InlineData(3, "GSM/8000")]
    [InlineData(4, "G723/8000")]
    [InlineData(6, "DVI4/16000")]
    [InlineData(8, "PCMA/8000")]
    [InlineData(9, "G722/8000")]
    [InlineData(10, "L16/44100/2")]
    [InlineData(11, "L16/44100")]
    [InlineData(13, "CN/8000")]
    [InlineData(17, "DVI4/22050")]
    [InlineData(18, "G729/8000")]
    [InlineData(26, "JPEG/90000")]
    [InlineData(31, "H261/90000")]
    [InlineData(34, "H263/90000")]
    public void Static_types(int payloadType, string codec)
    {
        Assert.True(SdpCodec.TryGetStatic(payloadType, out var found));
        Assert.Equal((payloadType, codec), (found.PayloadType, found.ToString()));
    }

    [Fact]
    public void There_are_so_many_static_types()
    {
        var types = Enumerable.Range(-1, 130).Where(type => SdpCodec.TryGetStatic(type, out _));
        Assert.Equal([0, .. Enumerable.Range(3, 16), 25, 26, 28, 31, 32, 33, 34], types);
    }

    [Fact]
    public void Codecs_of_an_m_line_by_first_rtpmap_then_by_table()
    {
        var media = SdpDocument.Parse(
            "m=audio 4000 RTP/AVP 96 8 97 0 x\r\na=rtpmap:0 GSM/8000\r\na=rtpmap:96 opus/48000/2\r\na=rtpmap:96 iLBC/8000\r\n"u8).Media[0];
        Assert.Equal(["opus/48000/2", "PCMA/8000", "GSM/8000"], media.Codecs.Select(codec => codec.ToString()));
        Assert.False(media.TryGetCodec(97, out _));
        Assert.True(media.TryGetCodec(18, out var table) && table.Name == "G729");
    }

    [Theory]
    [InlineData("G729A", "g729", true)]
    [InlineData("G729AB", "G729B", true)]
    [InlineData("G723.1", "G723", true)]
    [InlineData("opus", "OPUS", true)]
    [InlineData("PCMA", "PCMU", false)]
    public void Names_compare_without_case_and_annexes(string one, string other, bool isSame) =>
        Assert.Equal(isSame, new SdpCodec(96, one, 8000).IsSameEncoding(new SdpCodec(18, other, 8000)));

    [Fact]
    public void Clock_and_channels_tell_encodings_apart()
    {
        Assert.False(new SdpCodec(96, "L16", 8000).IsSameEncoding(new SdpCodec(96, "L16", 16000)));
        Assert.False(new SdpCodec(96, "L16", 8000).IsSameEncoding(new SdpCodec(96, "L16", 8000, 2)));
    }

    [Theory]
    [InlineData("telephone-event", true)]
    [InlineData("CN", true)]
    [InlineData("red", true)]
    [InlineData("rtx", true)]
    [InlineData("ulpfec", true)]
    [InlineData("PCMU", false)]
    public void Helper_formats(string name, bool isHelper) => Assert.Equal(isHelper, new SdpCodec(96, name, 8000).IsHelperFormat);
}
