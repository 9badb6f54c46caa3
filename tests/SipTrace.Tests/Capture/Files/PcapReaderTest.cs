using SipTrace.Capture;
using SipTrace.Capture.Files;
using SipTrace.Wire.Bytes;
using Xunit;

namespace SipTrace.Tests.Capture.Files;

public class PcapReaderTest
{
    private const long Second = 1_000_000_000;

    [Theory]
    [InlineData(0xa1b2c3d4, 1000)]
    [InlineData(0xa1b23c4d, 1)]
    public void ByteOrderTwinsAgree(uint magic, int unit)
    {
        var little = SeenFrame.Of(Build(new CaptureBytes(), magic));
        var big = SeenFrame.Of(Build(new CaptureBytes(bigEndian: true), magic));

        Assert.Equal(little.Frames, big.Frames);
        Assert.Equal([new SeenFrame(7 * Second + 5 * unit, LinkType.Ethernet, "first", 5, 1, 0, 0, 0),
            new SeenFrame(9 * Second, LinkType.Ethernet, "cut", 1500, 2, 0, 0, 0)], little.Frames);
        Assert.Empty(little.Input.Warnings);
        Assert.Equal(2, little.Input.Packets);
        Assert.Equal(new Timestamp(7 * Second + 5 * unit), little.Input.First);
        Assert.Equal(new Timestamp(9 * Second), little.Input.Last);
        Assert.Equal(unit == 1, little.Input.HasNanoseconds);

        static byte[] Build(CaptureBytes file, uint magic) =>
            file.PcapHeader(magic).Record(7, 5, "first").Record(9, 0, "cut", 1500).ToArray();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void KuznetzovHeadsHaveEightMoreOctets(bool bigEndian)
    {
        var file = new CaptureBytes(bigEndian).PcapHeader(0xa1b2cd34);
        file.U32(3).U32(4).U32(3).U32(60).U32(2).U16(0x800).U16(0).Raw("one"u8);
        file.U32(5).U32(6).U32(3).U32(60).U32(2).U16(0x800).U16(0).Raw("two"u8);

        Assert.Equal(["one", "two"], SeenFrame.Of(file.ToArray()).Frames.Select(f => f.Text));
    }

    [Fact]
    public void LinkTypeWordTellsFrameCheckSequence()
    {
        var frame = Assert.Single(SeenFrame.Of(new CaptureBytes().PcapHeader(linkType: 0x2400_0071).Record(1, 1, "x").ToArray()).Frames);

        Assert.Equal((LinkType.LinuxSll, 4), (frame.LinkType, frame.FcsLength));
    }

    [Fact]
    public void HeaderAloneIsNoError()
    {
        var (frames, input) = SeenFrame.Of(new CaptureBytes().PcapHeader().ToArray());

        Assert.Empty(frames);
        Assert.Empty(input.Warnings);
        Assert.Null(input.First);
    }

    [Fact]
    public void HalfAHeaderIsTheUsersError()
    {
        var error = Assert.Throws<UserError>(() => SeenFrame.Of(new CaptureBytes().PcapHeader().ToArray()[..17]));

        Assert.Contains("a.cap", error.Message);
    }

    [Fact]
    public void CutAnywhereGivesWhatIsWholeAndTheOffset()
    {
        var file = new CaptureBytes().PcapHeader().Record(1, 0, "alpha").Record(2, 0, "beta").ToArray();
        for (var length = 24; length < file.Length; length++)
        {
            var (frames, input) = SeenFrame.Of(file[..length]);

            Assert.Equal(length < 45 ? 0 : 1, frames.Count);
            if (length is 24 or 45) Assert.Empty(input.Warnings);
            else Assert.EndsWith($"offset {(length < 45 ? 24 : 45)}", Assert.Single(input.Warnings));
        }
    }

    [Theory]
    [InlineData(0x7fffffff)]
    [InlineData(0xffffffff)]
    [InlineData(300_000)]
    public void LyingLengthEndsTheFileWithoutTheMemory(long claimed)
    {
        var file = new CaptureBytes().PcapHeader().Record(1, 0, "alpha").U32(2).U32(0).U32(claimed).U32(60).Raw(new byte[500]).ToArray();
        var before = GC.GetAllocatedBytesForCurrentThread();
        var (frames, input) = SeenFrame.Of(file);

        Assert.Single(frames);
        Assert.Contains("offset 45", Assert.Single(input.Warnings));
        Assert.True(GC.GetAllocatedBytesForCurrentThread() - before < 8 << 20);
    }

    [Fact]
    public void RecordsLargerThanABlockAreWhole()
    {
        var large = new string('x', 3_000_000);
        var file = new CaptureBytes().PcapHeader(snapLength: 4_000_000).Record(1, 0, "a").Record(2, 0, large).Record(3, 0, "b").ToArray();

        Assert.Equal([1, 3_000_000, 1], SeenFrame.Of(file).Frames.Select(f => f.Text.Length));
    }

    [Fact]
    public void ZeroesEndTheFile()
    {
        var (frames, input) = SeenFrame.Of(new CaptureBytes().PcapHeader().Record(1, 0, "alpha").Raw(new byte[4096]).ToArray());

        Assert.Single(frames);
        Assert.Contains("offset 45", Assert.Single(input.Warnings));
    }

    [Fact]
    public void KeptBytesAreFoundAgainInTheFile()
    {
        using var folder = new TemporaryFolder();
        var file = new CaptureBytes().PcapHeader().Record(1, 0, "alpha").Record(2, 0, "beta").ToArray();
        using var set = CaptureSet.Open([folder.Write("a.pcap", file)]);
        var seen = SeenFrame.All(set);

        Assert.Null(seen[1].Kept.Owned);
        Assert.Equal("beta"u8.ToArray(), set.Bytes.Read(seen[1].Kept).ToArray());
        File.WriteAllBytes(set.Inputs[0].File, new byte[10]);
        Assert.Equal(0, set.Bytes.Read(seen[1].Kept).Length);
    }

    [Fact]
    public void FramesAllocateNothing()
    {
        var file = new CaptureBytes().PcapHeader();
        for (var i = 0; i < 20_000; i++) file.Record(i, i, "0123456789012345678901234567890123456789");
        using var folder = new TemporaryFolder();
        using var set = CaptureSet.Open([folder.Write("a.pcap", file.ToArray())]);
        using var source = set.Read();
        long octets = 0;
        // A reader that allocates per frame does so in every part; the runtime may once, when it replaces code that has become hot.
        var least = long.MaxValue;
        for (var part = 0; part < 4; part++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            for (var i = 0; i < 5_000 && source.MoveNext(); i++) octets += source.Current.Bytes.Length;
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        Assert.Equal(0, least);
        Assert.False(source.MoveNext());
        Assert.Equal(20_000 * 40, octets);
    }
}
