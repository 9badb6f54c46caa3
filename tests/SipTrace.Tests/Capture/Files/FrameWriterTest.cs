using SipTrace.Capture;
using SipTrace.Capture.Files;
using SipTrace.Wire.Bytes;
using Xunit;

namespace SipTrace.Tests.Capture.Files;

public class FrameWriterTest
{
    [Theory]
    [InlineData(".pcap", 0xa1b2c3d4)]
    [InlineData(".pcap", 0xa1b23c4d)]
    [InlineData(".pcapng", 0xa1b2c3d4)]
    [InlineData(".pcapng", 0xa1b23c4d)]
    public void WhatWasWrittenReadsTheSame(string ending, uint magic)
    {
        var capture = new CaptureBytes().PcapHeader(magic, linkType: 0x2400_0001)
            .Record(1_700_000_000, 123_456, "one").Record(1_700_000_001, 7, "two", 99);
        using var folder = new TemporaryFolder();
        using var set = CaptureSet.Open([folder.Write("in", capture.ToArray())]);
        using var copy = CaptureSet.Open([Copy(set, Path.Combine(folder.Path, "out" + ending))]);

        Assert.Equal(SeenFrame.All(set), SeenFrame.All(copy));
        Assert.Equal(ending[1..], copy.Inputs[0].Format);
        Assert.Equal(magic == 0xa1b23c4d, copy.Inputs[0].HasNanoseconds);
    }

    [Fact]
    public void InterfacesAndSecretsAreCarriedOn()
    {
        var capture = new CaptureBytes().Section().Interface(1).Interface(101).Block(10, b => b.U32(0x544c534b).U32(5).Raw("KEYS!"u8))
            .Packet(1, 5, "raw").Packet(0, 6, "ether");
        using var folder = new TemporaryFolder();
        using var set = CaptureSet.Open([folder.Write("in", capture.ToArray())]);
        using var copy = CaptureSet.Open([Copy(set, Path.Combine(folder.Path, "out.pcapng"))]);

        Assert.Equal(SeenFrame.All(set), SeenFrame.All(copy));
        Assert.Equal(["in:1", "in:0"], copy.Points.Select(p => p.InterfaceName));
        Assert.Equal("KEYS!"u8.ToArray(), Assert.Single(copy.Inputs[0].Secrets).Content.ToArray());
    }

    [Fact]
    public void PcapHasRoomForOneLinkType()
    {
        var capture = new CaptureBytes().Section().Interface(1).Interface(101).Packet(1, 5, "raw").Packet(0, 6, "ether");
        using var folder = new TemporaryFolder();
        using var set = CaptureSet.Open([folder.Write("in", capture.ToArray())]);

        Assert.Contains(".pcapng", Assert.Throws<UserError>(() => Copy(set, Path.Combine(folder.Path, "out.pcap"))).Hint);
    }

    [Theory]
    [InlineData("in.pcap")]
    [InlineData("out.txt")]
    [InlineData("no/such/folder/out.pcap")]
    public void BadTargetsAreTheUsersError(string target)
    {
        using var folder = new TemporaryFolder();
        var input = folder.Write("in.pcap", CaptureSetTest.Capture(1, 2));
        using var set = CaptureSet.Open([input]);

        Assert.Contains(target, Assert.Throws<UserError>(() => FrameWriter.Create(Path.Combine(folder.Path, target), set)).Message);
        Assert.Equal(CaptureSetTest.Capture(1, 2), File.ReadAllBytes(input));
    }

    [Fact]
    public void CommentIsAnOptionOfThePacket()
    {
        var stream = new MemoryStream();
        using (var writer = new PcapNgWriter(stream, _ => null, []))
        {
            writer.Write(new Frame { Time = new Timestamp(1), LinkType = LinkType.Ethernet, Bytes = "x"u8, OriginalLength = 1 }, "why");
        }
        byte[] option = [1, 0, 3, 0, .. "why\0"u8, 0, 0, 0, 0];

        Assert.True(stream.ToArray().AsSpan().IndexOf(option) > 0);
        Assert.Equal("x", Assert.Single(SeenFrame.Of(stream.ToArray()).Frames).Text);
    }

    private static string Copy(CaptureSet set, string target)
    {
        // As for any extract: a first pass tells what the inputs hold.
        SeenFrame.All(set);
        using var writer = FrameWriter.Create(target, set);
        using var source = set.Read();
        while (source.MoveNext()) writer.Write(source.Current);
        return target;
    }

    [Fact]
    public void WhatAFullDiskHoldsIsWhole()
    {
        using var disk = new FullDisk(room: 100_000);
        var writer = new PcapNgWriter(disk, _ => null, []);

        Assert.Throws<UserError>(() =>
        {
            for (var i = 0; i < 1000; i++) writer.Write(new Frame { Time = default, LinkType = LinkType.Ethernet, Bytes = new byte[1000], OriginalLength = 1000 });
        });

        using var folder = new TemporaryFolder();
        using var set = CaptureSet.Open([folder.Write("a.pcapng", disk.ToArray())]);
        Assert.NotEmpty(SeenFrame.All(set));
        Assert.Empty(set.Inputs[0].Warnings);
    }

    private sealed class FullDisk(int room) : MemoryStream
    {
        public override void Write(byte[] buffer, int offset, int count)
        {
            base.Write(buffer, offset, (int)Math.Min(count, room - Length));
            if (Length >= room) throw new IOException("No space left on device");
        }
    }
}
