using System.Text;
using SipTrace.Wire.WebSocket;
using Xunit;
using static SipTrace.Tests.Wire.PacketBytes;

namespace SipTrace.Tests.Wire.WebSocket;

/// <summary>The examples of RFC 6455 §5.7.</summary>
public class WebSocketFrameTest
{
    [Theory]
    [InlineData("81 05 48656c6c6f", "Hello", true)]
    [InlineData("81 85 37fa213d 7f9f4d5158", "Hello", true)]
    [InlineData("01 03 48656c", "Hel", false)]
    public void PayloadIsUnmasked(string hex, string text, bool isFinal)
    {
        Assert.True(WebSocketFrame.TryParse(Hex(hex), out var frame));
        var payload = new byte[frame.Payload.Length];
        Assert.Equal(text.Length, frame.CopyPayloadTo(payload));
        Assert.Equal(text, Encoding.ASCII.GetString(payload));
        Assert.Equal(WebSocketOpcode.Text, frame.Opcode);
        Assert.Equal(isFinal, frame.IsFinal);
        Assert.True(frame.IsComplete);
    }

    [Theory]
    [InlineData("82 7e 0100", 256, 4)]
    [InlineData("82 7f 0000000000010000", 65536, 10)]
    public void LongLengths(string hex, long length, int header)
    {
        Assert.True(WebSocketFrame.TryParse(Hex(hex), out var frame));
        Assert.Equal(length, frame.PayloadLength);
        Assert.Equal(header, frame.HeaderLength);
        Assert.False(frame.IsComplete);
    }

    [Theory]
    [InlineData("83 00")]
    [InlineData("91 00")]
    [InlineData("09 00")]
    [InlineData("89 7e 0100")]
    [InlineData("82 7f ffffffffffffffff")]
    [InlineData("82 7e 01")]
    [InlineData("81")]
    public void WhatIsNoHeader(string hex) => Assert.False(WebSocketFrame.TryParse(Hex(hex), out _));
}
