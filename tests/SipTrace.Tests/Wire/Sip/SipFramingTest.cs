using System.Text;
using SipTrace.Wire.Sip;
using Xunit;

namespace SipTrace.Tests.Wire.Sip;

/// <summary>Messages in a byte stream: <see cref="SipText.FrameLength(ReadOnlySpan{byte})"/> and
/// <see cref="SipText.FindStart"/>.</summary>
public class SipFramingTest
{
    private const string Response = "SIP/2.0 200 OK\r\nCall-ID: 1\r\nContent-Length: 4\r\n\r\nbody";

    [Theory]
    [InlineData(Response)]
    [InlineData("\r\n\r\n" + Response)]
    [InlineData("INVITE sip:a@b\r\nl: 0\r\ni: 1\r\n\r\n")]
    public void A_message_is_complete_at_its_last_octet_and_not_before(string message)
    {
        var bytes = Bytes(message + Response);
        for (var length = 0; length <= bytes.Length; length++)
        {
            Assert.Equal(length < message.Length ? 0 : message.Length, SipText.FrameLength(bytes.AsSpan(0, length)));
        }
    }

    [Theory]
    [InlineData("GET / HTTP/1.1\r\n")]
    [InlineData("a=sendrecv\r\n")]
    [InlineData("\x16\x03\x01")]
    [InlineData("SIP/2.0/UDP\r\n")]
    [InlineData("INVITE sip:a@b\r\nTo: x\r\n\r\n")]
    public void What_begins_no_message(string stream) => Assert.Equal(-1, SipText.FrameLength(Bytes(stream)));

    [Theory]
    [InlineData("", false)]
    [InlineData("Content-Length: none\r\n", false)]
    [InlineData("Content-Length: 16777217\r\n", false)]
    [InlineData("Content-Length: 0\r\n", true)]
    public void Without_a_sane_length_only_the_header_counts(string field, bool isKnown)
    {
        var header = $"SIP/2.0 200 OK\r\n{field}\r\n";
        Assert.Equal(header.Length, SipText.FrameLength(Bytes(header + "tail"), out var isLengthKnown));
        Assert.Equal(isKnown, isLengthKnown);
    }

    [Fact]
    public void A_header_without_end_is_given_up()
    {
        var stream = Bytes("SIP/2.0 200 OK\r\n" + string.Concat(Enumerable.Repeat("X: 0123456789\r\n", 20_000)));
        Assert.Equal(0, SipText.FrameLength(stream.AsSpan(0, 200_000)));
        Assert.Equal(-1, SipText.FrameLength(stream));
    }

    [Theory]
    [InlineData("tail of a body\r\nSIP/2.0 200 OK\r\n", 16)]
    [InlineData("x\nINVITE sip:a@b SIP/2.0\n", 2)]
    [InlineData("x\r\n\r\n\r\nBYE sip:a@b SIP/2.0\r\n", 7)]
    [InlineData("x\r\nINVI", 3)]
    [InlineData("x\r\nVia: SIP/2.0/UDP a\r\nc=IN IP4\r\n", -1)]
    [InlineData("SIP/2.0 200 OK\r\n", -1)]
    [InlineData("", -1)]
    public void The_next_start_line(string stream, int offset) => Assert.Equal(offset, SipText.FindStart(Bytes(stream)));

    private static byte[] Bytes(string text) => Encoding.Latin1.GetBytes(text);
}
