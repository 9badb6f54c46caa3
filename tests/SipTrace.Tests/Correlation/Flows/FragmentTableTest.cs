using FsCheck;
using FsCheck.Fluent;
using SipTrace.Correlation.Flows;
using SipTrace.Tests.Wire;
using SipTrace.Wire;
using SipTrace.Wire.Bytes;
using Xunit;
using static SipTrace.Tests.Wire.PacketBytes;

namespace SipTrace.Tests.Correlation.Flows;

public class FragmentTableTest
{
    private static readonly byte[] content = [.. Enumerable.Range(0, 3000).Select(i => (byte)(i * 7 + i / 256))];
    private static readonly byte[] datagram = Udp(content);

    private readonly FragmentTable table = new();
    private readonly List<byte[]> seen = [];
    private readonly List<int[]> frames = [];
    private int number;

    [Fact]
    public void AnyOrderOverlapAndRepetitionGiveTheSameDatagram() => Check.QuickThrowOnFailure(Prop.ForAll<int>(seed =>
    {
        var random = new Random(seed);
        var test = new FragmentTableTest();
        var cuts = new List<(int Start, int End)>();
        for (var round = 0; round < 2; round++)
        {
            for (var at = 0; at < datagram.Length;)
            {
                var end = Math.Min(at + random.Next(1, 60) * 8, datagram.Length);
                cuts.Add((Math.Max(0, at - random.Next(4) * 8), end));
                at = end;
            }
        }
        foreach (var (start, end) in cuts.OrderBy(_ => random.Next())) test.Send(start, end);
        return test.seen.Count >= 1 && test.seen.All(content.SequenceEqual);
    }));

    [Fact]
    public void FramesAreNamedAndDatagramIsPeeled()
    {
        Send(1480, 3008).Send(0, 1480);
        Assert.Equal(content, Assert.Single(seen));
        Assert.Equal([1, 2], Assert.Single(frames));
        Assert.Equal(1, table.Reassembled);
    }

    [Fact]
    public void WholeCopyIsGivenAgainAndFragmentsInPairsOnce()
    {
        Send(0, 1480).Send(1480, 3008).Send(0, 1480).Send(1480, 3008);
        Assert.Equal(2, seen.Count);
        Send(0, 1480, id: 8).Send(0, 1480, id: 8).Send(1480, 3008, id: 8).Send(1480, 3008, id: 8);
        Assert.Equal(3, seen.Count);
        Assert.Equal(0, Left());
    }

    [Fact]
    public void LeftoverOfACopyIsNotGluedToALaterDatagram()
    {
        Send(0, 1480).Send(1480, 3008).Send(1480, 3008, damage: 1);
        Send(0, 1480, seconds: 10).Send(1480, 3008, seconds: 10);
        Assert.Equal(2, seen.Count);
        Assert.All(seen, payload => Assert.Equal(content, payload));
    }

    [Fact]
    public void WhereFragmentsOverlapTheFirstWins()
    {
        Send(0, 1480).Send(800, 3008, damage: 0xff);
        var payload = Assert.Single(seen);
        Assert.Equal(content[..1472], payload[..1472]);
        Assert.NotEqual(content[1472], payload[1472]);
    }

    [Fact]
    public void WhatIsCutOffBeforeItsNewPartBringsNothingReadable()
    {
        Send(0, 1480).Send(800, 3008, snapLength: 100);
        Assert.Equal(content[..1472], Assert.Single(seen));
    }

    [Fact]
    public void IncompleteDatagramExpires()
    {
        Send(0, 1480).Send(0, 1480, id: 8, seconds: 31);
        Assert.Equal(1, table.Expired);
        Assert.Equal(1, Left());
    }

    [Fact]
    public void CountIsBounded()
    {
        for (var id = 0; id < FragmentTable.MaximumCount + 100; id++) Send(0, 8, id: id);
        Assert.InRange(table.Expired, 99, 100);
    }

    [Fact]
    public void BadFragmentsAreToldAndDoNoHarm()
    {
        Assert.Equal(Oddity.BadFragment, WhyNot(IPv4(17, new byte[13], 0x2000)));
        Assert.Equal(Oddity.BadFragment, WhyNot(IPv4(17, new byte[1000], 0x1fff)));
        Assert.Equal(Oddity.None, WhyNot(IPv4(17, new byte[16], 4)));
        Assert.Equal(Oddity.BadFragment, WhyNot(IPv4(17, new byte[16], 0x2000 | 100)));
    }

    [Fact]
    public void FragmentInATunnelOfFragments()
    {
        byte[] first = IPv4(4, IPv4(17, datagram[..1480], 0x2000, 50)), second = IPv4(4, IPv4(17, datagram[1480..], 185, 50));
        foreach (var packet in new[] { first, second })
        {
            Take(IPv4(4, packet[20..820], 0x2000, number + 100), 0);
            Take(IPv4(4, packet[820..], 100, number + 99), 0);
        }
        Assert.Equal(content, Assert.Single(seen));
        Assert.Equal([1, 2, 3, 4], Assert.Single(frames));
    }

    private FragmentTableTest Send(int start, int end, int id = 7, double seconds = 0, byte damage = 0, int snapLength = int.MaxValue)
    {
        var part = datagram[start..end].Select(octet => (byte)(octet ^ damage)).ToArray();
        var bytes = IPv4(17, part, (end < datagram.Length ? 0x2000 : 0) | start / 8, id);
        return Take(bytes[..Math.Min(bytes.Length, snapLength)], seconds);
    }

    private FragmentTableTest Take(byte[] bytes, double seconds)
    {
        var frame = Frame(bytes, LinkType.Raw, seconds, ++number);
        Assert.True(Layers.TryPeel(frame, out var packet, out _));
        if (!table.TryTake(frame, ref packet, out var whole, out _)) return this;
        seen.Add(packet.Payload.ToArray());
        frames.Add([.. whole.Frames.ToArray().Select(carrier => carrier.Number)]);
        return this;
    }

    private Oddity WhyNot(byte[] bytes)
    {
        var frame = Frame(bytes, LinkType.Raw);
        Assert.True(Layers.TryPeel(frame, out var packet, out _));
        Assert.False(table.TryTake(frame, ref packet, out _, out var oddity));
        return oddity;
    }

    private long Left()
    {
        var before = table.Expired;
        table.Complete();
        return table.Expired - before;
    }
}
