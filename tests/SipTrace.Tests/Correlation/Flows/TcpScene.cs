using SipTrace.Correlation.Flows;
using SipTrace.Tests.Wire;
using SipTrace.Wire;
using SipTrace.Wire.Bytes;
using Xunit;

namespace SipTrace.Tests.Correlation.Flows;

/// <summary>TCP segments of one direction put on a wire, and the messages that come out.</summary>
internal sealed class TcpScene
{
    public const byte Fin = 0x11, Syn = 0x02, Rst = 0x04, Data = 0x18;

    private int number;

    public TcpScene() => Table = new TcpTable((in StreamMessage message) =>
    {
        Messages.Add(SeenMessage.Of(message));
        return IsWanted;
    });

    public TcpTable Table { get; }

    public List<SeenMessage> Messages { get; } = [];

    public bool IsWanted { get; set; } = true;

    public IEnumerable<string> Texts => Messages.Select(message => message.Text);

    public TcpScene Send(
        uint sequence, byte[] bytes, byte flags = Data, double seconds = 0, int point = 0, bool isReply = false, int cutTo = int.MaxValue)
    {
        var (source, destination) = isReply ? (5060, 5062) : (5062, 5060);
        var raw = PacketBytes.IPv4(6, PacketBytes.Tcp(bytes, sequence, flags, source, destination));
        if (isReply) (raw[15], raw[19]) = (raw[19], raw[15]);
        var frame = new Frame
        {
            Time = new Timestamp((long)(seconds * Timestamp.NanosecondsPerSecond)),
            LinkType = LinkType.Raw,
            Bytes = raw.AsSpan(0, (int)Math.Min(raw.Length, 40L + cutTo)),
            OriginalLength = raw.Length,
            Number = ++number,
            Point = point,
            Offset = number * 10_000,
        };
        Assert.True(Layers.TryPeel(frame, out var packet, out _));
        Table.Take(frame, packet);
        return this;
    }

    /// <summary>Text, cut into segments of a size.</summary>
    public TcpScene SendAll(byte[] bytes, int size, uint sequence = 1)
    {
        for (var at = 0; at < bytes.Length; at += size)
            Send(sequence + (uint)at, bytes[at..Math.Min(at + size, bytes.Length)]);
        return this;
    }
}
