using SipTrace.Correlation.Flows;
using SipTrace.Wire;
using SipTrace.Wire.Bytes;
using Xunit;
using static SipTrace.Tests.Wire.PacketBytes;

namespace SipTrace.Tests.Correlation.Flows;

public class SctpTableTest
{
    private const int First = 2, Last = 1;

    private readonly List<SeenMessage> messages = [];
    private readonly SctpTable table;
    private int number;

    public SctpTableTest() => table = new SctpTable((in StreamMessage message) =>
    {
        messages.Add(SeenMessage.Of(message));
        return true;
    });

    [Fact]
    public void WholeMessagesAndSentAgainOnes()
    {
        Send(Data(10, First | Last, "one"), Data(11, First | Last, "two"));
        Send(Data(11, First | Last, "two"), Data(12, First | Last, "three"));
        Assert.Equal(["one", "two", "three"], messages.Select(message => message.Text));
    }

    [Fact]
    public void PartsInAnyOrder()
    {
        Send(Data(22, Last, "!"));
        Send(Data(20, First, "hel"));
        Send(Data(23, First | Last, "next"));
        Send(Data(21, 0, "lo"));
        Assert.Equal(["next", "hello!"], messages.Select(message => message.Text));
        Assert.Equal([2, 4, 1], messages[1].Frames);
    }

    [Fact]
    public void NumbersWrap()
    {
        Send(Data(uint.MaxValue, First, "hel"));
        Send(Data(0, Last, "lo"));
        Assert.Equal("hello", Assert.Single(messages).Text);
    }

    [Fact]
    public void MissingPartHoldsNothingElseUp()
    {
        Send(Data(1, First, "a"), Data(3, Last, "c"), Data(4, First | Last, "whole"));
        Assert.Equal("whole", Assert.Single(messages).Text);
    }

    private static byte[] Data(uint tsn, int bits, string text) => Join(
        [0, (byte)bits], U16(text.Length + 16), U16((int)(tsn >> 16)), U16((int)(tsn & 0xffff)), new byte[8],
        TcpTableTest.Bytes(text), new byte[-text.Length & 3]);

    private void Send(params byte[][] chunks)
    {
        var frame = Frame(IPv4(132, Join(U16(5062), U16(5060), new byte[8], Join(chunks))), LinkType.Raw, number: ++number);
        Assert.True(Layers.TryPeel(frame, out var packet, out _));
        table.Take(frame, packet);
    }
}
