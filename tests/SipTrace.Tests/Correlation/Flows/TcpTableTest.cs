using System.Text;
using FsCheck;
using FsCheck.Fluent;
using SipTrace.Correlation.Flows;
using Xunit;
using static SipTrace.Tests.Correlation.Flows.TcpScene;

namespace SipTrace.Tests.Correlation.Flows;

public class TcpTableTest
{
    private static readonly string[] messages = [.. Enumerable.Range(1, 6).Select(i => Message(i, new string('x', i * 40)))];
    private static readonly byte[] stream = Bytes(string.Concat(messages));

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(100)]
    [InlineData(100_000)]
    public void SegmentsOfAnySizeGiveTheSameMessages(int size) => Assert.Equal(messages, new TcpScene().SendAll(stream, size).Texts);

    [Fact]
    public void AnyOrderOverlapAndRepetitionGiveTheSameMessages() =>
        Check.QuickThrowOnFailure(Prop.ForAll<int>(seed => Shuffled(new Random(seed)).SequenceEqual(messages)));

    [Fact]
    public void SequenceNumbersWrap() => Assert.Equal(messages, new TcpScene().SendAll(stream, 90, uint.MaxValue - 200).Texts);

    [Fact]
    public void MessageInOneSegmentHasItsPlace()
    {
        var scene = new TcpScene().Send(1, Bytes(messages[0] + messages[1]));
        Assert.Equal([10_040, 10_040 + messages[0].Length], scene.Messages.Select(message => message.Offset));
    }

    [Fact]
    public void MessageOverSeveralSegmentsNamesItsFrames()
    {
        var scene = new TcpScene().SendAll(Bytes(messages[0]), 60);
        var message = Assert.Single(scene.Messages);
        Assert.Equal(Enumerable.Range(1, (messages[0].Length + 59) / 60), message.Frames);
        Assert.True(message.Offset < 0);
    }

    [Fact]
    public void RetransmissionsAndKeepAliveProbesAreHarmless()
    {
        var scene = new TcpScene();
        var second = 1 + (uint)messages[0].Length;
        scene.Send(1, Bytes(messages[0])).Send(1, Bytes(messages[0])).Send(second - 1, [0]).Send(second, Bytes(messages[1]));
        Assert.Equal(messages[..2], scene.Texts);
    }

    [Fact]
    public void EachCapturePointHasItsOwnStream()
    {
        var scene = new TcpScene().Send(1, Bytes(messages[0]), point: 0).Send(1, Bytes(messages[0]), point: 1);
        Assert.Equal(2, scene.Messages.Count);
    }

    [Fact]
    public void BothDirectionsShareTheirNumberAndPortsUsedAgainGetAnother()
    {
        var scene = new TcpScene();
        scene.Send(9, [], Syn).Send(49, [], Syn | 0x10, isReply: true);
        scene.Send(10, Bytes(messages[0])).Send(50, Bytes(messages[1]), isReply: true);
        scene.Send(5000, [], Syn).Send(5001, Bytes(messages[2]));
        Assert.Equal(messages[..3], scene.Texts);
        Assert.Equal([1, 1, 2], scene.Messages.Select(message => message.Connection));
        Assert.Equal(2, scene.Table.Connections);
    }

    [Fact]
    public void HoleIsGivenUpAfterAWhile()
    {
        var scene = new TcpScene().Send(1, Bytes(messages[0]));
        scene.Send(5000, Bytes(messages[1]), seconds: 1).Send(5000 + (uint)messages[1].Length, Bytes(messages[2]), seconds: 2);
        Assert.Single(scene.Messages);
        scene.Table.Expire(new(8_000_000_000));
        Assert.Equal(messages[..3], scene.Texts);
        Assert.Equal([false, true, false], scene.Messages.Select(message => message.IsAfterGap));
        Assert.Equal([0, 1, 2], scene.Messages.Select(message => message.Seconds));
        Assert.Equal(1, scene.Table.Gaps);
    }

    [Theory]
    [InlineData(Rst)]
    [InlineData(Data)]
    public void HoleIsGivenUpAtTheEnd(byte flags)
    {
        var scene = new TcpScene().Send(1, Bytes(messages[0])).Send(5000, Bytes(messages[1]), flags);
        scene.Table.Complete();
        Assert.Equal(messages[..2], scene.Texts);
    }

    [Fact]
    public void HoleIsGivenUpWhenMuchWaits()
    {
        var scene = new TcpScene().Send(1, Bytes(messages[0]));
        for (var i = 0; i < 600; i++) scene.Send(5000 + (uint)(i * messages[1].Length), Bytes(messages[1]));
        Assert.Equal(601, scene.Messages.Count);
    }

    [Fact]
    public void ReorderedEndDoesNotCutAMessage()
    {
        var whole = Bytes(messages[0]);
        var scene = new TcpScene().Send(1, whole[..50]).Send(1 + (uint)whole.Length, [], Fin).Send(51, whole[50..]);
        Assert.Equal([messages[0]], scene.Texts);
        Assert.False(scene.Messages[0].IsCut);
    }

    [Fact]
    public void SnaplenCutsOneMessageAndNotTheNext()
    {
        var first = Bytes(messages[0]);
        var scene = new TcpScene().Send(1, first, cutTo: 80).Send(1 + (uint)first.Length, Bytes(messages[1]));
        Assert.Equal([messages[0][..80], messages[1]], scene.Texts);
        Assert.Equal([true, false], scene.Messages.Select(message => message.IsCut));
    }

    [Fact]
    public void UnwantedDirectionIsLeftAlone()
    {
        var scene = new TcpScene { IsWanted = false };
        scene.SendAll(stream, 100);
        Assert.Single(scene.Messages);
    }

    [Fact]
    public void NothingIsThrownOverRandomBytes()
    {
        var random = new Random(5);
        var scene = new TcpScene();
        for (var i = 0; i < 4000; i++)
        {
            var bytes = new byte[random.Next(1, 80)];
            random.NextBytes(bytes);
            // A known start, so that every reader is reached.
            var starts = new[]
            {
                "\u0016\u0003\u0001\u0000", "\u0081\u00fe", "\0\u0001\0\u0008\u0021\u0012\u00a4\u0042", "HEP3",
                "SIP/2.0 200 OK\r\n", "\u0040\u0001\0\u0004", "",
            };
            var start = Encoding.Latin1.GetBytes(starts[random.Next(starts.Length)]);
            scene.Send((uint)random.Next(1, 40_000), [.. start, .. bytes], random.Next(50) == 0 ? Syn : Data, seconds: i / 10.0);
        }
        scene.Table.Complete();
        Assert.NotEmpty(scene.Messages);
    }

    internal static string Message(int number, string body, string? length = null) =>
        $"OPTIONS sip:{number}@example.com SIP/2.0\r\nVia: SIP/2.0/TCP a;branch=z9hG4bK{number}\r\nCall-ID: {number}\r\n" +
        $"CSeq: {number} OPTIONS\r\n{length ?? $"Content-Length: {body.Length}\r\n"}\r\n{body}";

    internal static byte[] Bytes(string text) => Encoding.Latin1.GetBytes(text);

    /// <summary>Segments that cover the stream several times over, the first one first, in random order.</summary>
    private static string[] Shuffled(Random random)
    {
        var pieces = new List<(int Start, int End)>();
        for (var round = 0; round < 3; round++)
        {
            for (var at = 0; at < stream.Length;)
            {
                var end = Math.Min(at + random.Next(1, 200), stream.Length);
                pieces.Add((Math.Max(0, at - random.Next(30)), end));
                at = end;
            }
        }
        var scene = new TcpScene().Send(77, [], Syn);
        foreach (var (start, end) in pieces.OrderBy(_ => random.Next())) scene.Send(78 + (uint)start, stream[start..end]);
        return [.. scene.Texts];
    }
}
