using SipTrace.Correlation.Flows;
using SipTrace.Tests.Wire;
using Xunit;
using static SipTrace.Tests.Correlation.Flows.TcpTableTest;

namespace SipTrace.Tests.Correlation.Flows;

/// <summary>How a stream is cut into messages, whatever protocol it has.</summary>
public class StreamMessagesTest
{
    private const string Stun = "\0\u0001\0\0\u0021\u0012\u00a4\u0042abcdefghijkl", Rtp = "\u0080\0\0\u0001\0\0\0\u00a0\0\0\0\u0007voice";

    [Fact]
    public void KeepAlivesAreNoMessages() =>
        Assert.Equal([Message(1, ""), Message(2, "")], Cut("\r\n\r\n" + Message(1, "") + "\r\n\r\n" + "\r\n" + Message(2, "")));

    [Fact]
    public void JoinedInTheMiddleOfAMessage() => Assert.Equal([Message(2, "x")], Cut("rest of a body\r\nlast line\r\n" + Message(2, "x")));

    [Fact]
    public void RubbishBetweenMessagesIsPassedOver() =>
        Assert.Equal([Message(1, "abc"), Message(2, "")], Cut(Message(1, "abc") + "not counted by its length\r\n" + Message(2, "")));

    [Fact]
    public void WithoutContentLengthTheNextStartLineEndsTheBody() =>
        Assert.Equal([Message(1, "v=0\r\n", ""), Message(2, "")], Cut(Message(1, "v=0\r\n", "") + Message(2, "")));

    [Fact]
    public void WithoutContentLengthTheEndOfTheStreamEndsTheBody() =>
        Assert.Equal([Message(1, "v=0\r\n", "")], Cut(Message(1, "v=0\r\n", "")));

    [Fact]
    public void TooLargeContentLengthDoesNotSwallowTheNextSegment()
    {
        var first = Message(1, "abc", "Content-Length: 900\r\n");
        var scene = new TcpScene().Send(1, Bytes(first)).Send(1 + (uint)first.Length, Bytes(Message(2, "")));
        Assert.Equal([first, Message(2, "")], scene.Texts);
    }

    [Fact]
    public void UnfinishedMessageIsHandedOverAsCut()
    {
        var scene = new TcpScene().Send(1, Bytes(Message(1, "abc", "Content-Length: 900\r\n")), TcpScene.Fin);
        Assert.True(Assert.Single(scene.Messages).IsCut);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(1000)]
    public void TlsRecords(int size)
    {
        string first = "\u0016\u0003\u0001\0\u0005hello", second = "\u0017\u0003\u0003\0\u0003abc";
        var scene = new TcpScene().SendAll(Bytes(first + second), size);
        Assert.Equal([first, second], scene.Texts);
        Assert.All(scene.Messages, message => Assert.Equal(StreamKind.Tls, message.Kind));
    }

    [Theory]
    [InlineData(3)]
    [InlineData(1000)]
    public void StunAndPaddedChannelData(int size)
    {
        var channel = "\u0040\u0001\0\u0005voice";
        var scene = new TcpScene().SendAll(Bytes(Stun + channel + "\0\0\0" + Stun), size);
        Assert.Equal([Stun, channel, Stun], scene.Texts);
        Assert.Equal([StreamKind.Stun, StreamKind.ChannelData, StreamKind.Stun], scene.Messages.Select(message => message.Kind));
    }

    [Fact]
    public void Rfc4571Framing()
    {
        var scene = new TcpScene().SendAll(Bytes($"\0\u0014{Stun}\0\u0011{Rtp}\0\0\0\u0011{Rtp}"), 9);
        Assert.Equal([Stun, Rtp, Rtp], scene.Texts);
        Assert.All(scene.Messages, message => Assert.Equal(StreamKind.Framed, message.Kind));
    }

    [Fact]
    public void HepPackets()
    {
        var scene = new TcpScene().SendAll(Bytes("HEP3\0\u0009abcHEP3\0\u0008de"), 4);
        Assert.Equal(["HEP3\0\u0009abc", "HEP3\0\u0008de"], scene.Texts);
        Assert.All(scene.Messages, message => Assert.Equal(StreamKind.Hep, message.Kind));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(37)]
    [InlineData(10_000)]
    public void WebSocketAfterItsUpgrade(int size)
    {
        var sip = Message(1, new string('y', 200));
        var part = Bytes(sip);
        var bytes = PacketBytes.Join(
            Bytes("GET /ws HTTP/1.1\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n"), Frame(0x81, part, isMasked: true),
            Frame(0x89, "ping"u8.ToArray(), isMasked: true), Frame(0x01, part[..100], isMasked: true), Frame(0x8a, [], isMasked: true),
            Frame(0x80, part[100..], isMasked: true), Frame(0xc1, [1, 2, 3], isMasked: true), Frame(0x82, part, isMasked: false));
        var scene = new TcpScene().SendAll(bytes, size);
        Assert.Equal([sip, sip, sip], scene.Texts);
        Assert.All(scene.Messages, message => Assert.Equal(StreamKind.WebSocket, message.Kind));
    }

    [Fact]
    public void WebSocketJoinedAfterItsUpgrade()
    {
        var sip = Message(1, new string('y', 300));
        Assert.Equal([sip], new TcpScene().Send(1, Frame(0x81, Bytes(sip), isMasked: true)).Texts);
    }

    [Fact]
    public void UnknownStreamIsIgnoredUntilASegmentBeginsWithSip()
    {
        var page = string.Concat(Enumerable.Repeat("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<p>no SIP here</p>\r\n", 300));
        var scene = new TcpScene().SendAll(Bytes(page), 1400);
        Assert.Empty(scene.Messages);
        scene.Send(1 + (uint)page.Length, Bytes(Message(1, "")));
        Assert.Equal([Message(1, "")], scene.Texts);
    }

    private static IEnumerable<string> Cut(string text)
    {
        var scene = new TcpScene().Send(1, Bytes(text), TcpScene.Fin);
        return scene.Texts;
    }

    private static byte[] Frame(byte first, byte[] payload, bool isMasked)
    {
        byte[] mask = [0x37, 0xfa, 0x21, 0x3d];
        var bit = isMasked ? 0x80 : 0;
        byte[] length = payload.Length < 126
            ? [(byte)(bit | payload.Length)]
            : PacketBytes.Join([(byte)(bit | 126)], PacketBytes.U16(payload.Length));
        return isMasked
            ? PacketBytes.Join([first], length, mask, [.. payload.Select((octet, at) => (byte)(octet ^ mask[at & 3]))])
            : PacketBytes.Join([first], length, payload);
    }
}
