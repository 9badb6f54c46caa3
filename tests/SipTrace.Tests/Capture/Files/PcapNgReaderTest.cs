using SipTrace.Capture;
using SipTrace.Capture.Files;
using SipTrace.Wire.Bytes;
using Xunit;

namespace SipTrace.Tests.Capture.Files;

public class PcapNgReaderTest
{
    private const long Second = 1_000_000_000;
    private const int Resolution = 9, Offset = 14, Name = 2;

    [Fact]
    public void ByteOrderTwinsAgree()
    {
        var little = SeenFrame.Of(Build(new CaptureBytes()));
        var big = SeenFrame.Of(Build(new CaptureBytes(bigEndian: true)));

        Assert.Equal(little.Frames, big.Frames);
        Assert.Equal([new SeenFrame(7 * Second + 5000, LinkType.Ethernet, "first", 5, 1, 0, 0, 0),
            new SeenFrame(8 * Second + 9, LinkType.Raw, "raw", 3, 2, 0, 1, 0)], little.Frames);
        Assert.True(little.Input.HasNanoseconds);
        Assert.Equal(["a.cap:eth0", "a.cap:1"], little.Input.Points.Select(p => p.Name));

        static byte[] Build(CaptureBytes file) => file.Section()
            .Interface(1, options: o => o.Option(Name, "eth0"u8).U32(0)).Interface(101, options: o => o.Option(Resolution, [9]).U32(0))
            .Packet(0, 7_000_005, "first").Packet(1, 8 * (ulong)Second + 9, "raw").ToArray();
    }

    [Theory]
    [InlineData(0x00, 12, 12 * Second)]
    [InlineData(0x03, 12_345, 12_345_000_000)]
    [InlineData(0x06, 1_700_000_000_123_456, 1_700_000_000_123_456_000)]
    [InlineData(0x09, 1_700_000_000_123_456_789, 1_700_000_000_123_456_789)]
    [InlineData(0x0c, 1_500_000_000_001, 1_500_000_000)]
    [InlineData(0x81, 3, 1_500_000_000)]
    [InlineData(0x8a, 1024 + 512, 1_500_000_000)]
    [InlineData(0xa0, 6L << 31, 3 * Second)]
    [InlineData(0x00, long.MaxValue, long.MaxValue)]
    public void ResolutionIsAPowerOfTenOrTwo(byte resolution, ulong ticks, long expected)
    {
        var file = new CaptureBytes().Section().Interface(options: o => o.Option(Resolution, [resolution]).U32(0)).Packet(0, ticks, "x");

        Assert.Equal(expected, Assert.Single(SeenFrame.Of(file.ToArray()).Frames).Time);
    }

    [Theory]
    [InlineData(1_700_000_000L)]
    [InlineData(-5L)]
    public void OffsetIsAddedInSeconds(long offset)
    {
        var file = new CaptureBytes().Section()
            .Interface(options: o => o.Option(Offset, BitConverter.GetBytes(offset)).U32(0)).Packet(0, 2_000_001, "x");

        Assert.Equal((offset + 2) * Second + 1000, Assert.Single(SeenFrame.Of(file.ToArray()).Frames).Time);
    }

    [Fact]
    public void SimplePacketHasSnapLengthOfFirstInterfaceAndTheTimeBefore()
    {
        var file = new CaptureBytes().Section().Interface(snapLength: 4).Packet(0, 9_000_000, "x")
            .Block(3, b => b.U32(11).Raw("abcd"u8)).Block(3, b => b.U32(3).Raw("xyz"u8));
        var frames = SeenFrame.Of(file.ToArray()).Frames;

        Assert.Equal(new SeenFrame(9 * Second, LinkType.Ethernet, "abcd", 11, 2, 0, 0, 0), frames[1]);
        Assert.Equal("xyz", frames[2].Text);
    }

    [Fact]
    public void ObsoletePacketIsRead()
    {
        var file = new CaptureBytes(bigEndian: true).Section().Interface(113)
            .Block(2, b => b.U16(0).U16(7).U32(0).U32(3_000_000).U32(3).U32(90).Raw("old"u8));

        var frame = Assert.Single(SeenFrame.Of(file.ToArray()).Frames);
        Assert.Equal(new SeenFrame(3 * Second, LinkType.LinuxSll, "old", 90, 1, 0, 0, 0), frame);
    }

    [Fact]
    public void SectionsHaveTheirOwnByteOrderAndInterfaces()
    {
        var little = new CaptureBytes().Section().Interface(1).Packet(0, 1_000_000, "a").ToArray();
        var big = new CaptureBytes(bigEndian: true).Section().Interface(101).Packet(0, 2_000_000, "b").ToArray();
        var (frames, input) = SeenFrame.Of([.. little, .. big, .. little]);

        Assert.Equal([(LinkType.Ethernet, 0), (LinkType.Raw, 1), (LinkType.Ethernet, 0)], frames.Select(f => (f.LinkType, f.Point)));
        Assert.Empty(input.Warnings);
    }

    [Fact]
    public void CookedInterfacesAreOnePoint()
    {
        var file = new CaptureBytes().Section().Interface(276).Interface(276).Packet(0, 1, "a").Packet(1, 2, "b");
        var (frames, input) = SeenFrame.Of(file.ToArray());

        Assert.Equal([0, 0], frames.Select(f => f.Point));
        Assert.Equal("a.cap", Assert.Single(input.Points).Name);
    }

    [Fact]
    public void OtherBlocksTellNamesDropsAndSecrets()
    {
        var file = new CaptureBytes().Section().Interface()
            .Block(4, b => b.Option(1, [192, 0, 2, 1, .. "pbx.example\0"u8]).Option(7, "??"u8)
                .Option(2, [0x20, 1, 0xd, 0xb8, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, .. "six\0"u8]).U32(0))
            .Block(10, b => b.U32(0x544c534b).U32(5).Raw("KEYS!"u8))
            .Block(0xbad, b => b.U32(1).Raw("custom"u8)).Block(0x7777, b => b.Raw("nobody knows"u8))
            .Packet(0, 1, "x", o => o.Option(2, [0x80, 0, 0, 0]).U32(0))
            .Block(5, b => b.U32(0).U64(0).Option(5, BitConverter.GetBytes(800L)).Option(7, BitConverter.GetBytes(10L)).U32(0))
            .Block(5, b => b.U32(0).U64(0).Option(5, BitConverter.GetBytes(801L)).Option(7, BitConverter.GetBytes(11L)).U32(0));
        var (frames, input) = SeenFrame.Of(file.ToArray());

        Assert.Equal(4, Assert.Single(frames).FcsLength);
        Assert.Equal(812, input.CaptureDrops);
        Assert.Equal(["192.0.2.1 pbx.example", "2001:db8::1 six"], input.Names.Select(n => $"{n.Key.AddressText()} {n.Value}"));
        var secrets = Assert.Single(input.Secrets);
        Assert.Equal((DecryptionSecrets.TlsKeyLog, "KEYS!"), (secrets.Type, System.Text.Encoding.ASCII.GetString(secrets.Content.Span)));
        Assert.Empty(input.Warnings);
    }

    [Fact]
    public void WithoutStatisticsDropsAreUnknown() =>
        Assert.Null(SeenFrame.Of(new CaptureBytes().Section().Interface().Packet(0, 1, "x").ToArray()).Input.CaptureDrops);

    [Fact]
    public void CutAnywhereGivesWhatIsWhole()
    {
        var head = new CaptureBytes().Section().Interface().Packet(0, 1, "alpha").ToArray();
        var file = new CaptureBytes().Raw(head).Packet(0, 2, "beta").ToArray();
        for (var length = head.Length + 1; length < file.Length; length++)
        {
            var (frames, input) = SeenFrame.Of(file[..length]);

            Assert.Equal("alpha", Assert.Single(frames).Text);
            Assert.EndsWith($"offset {head.Length}", Assert.Single(input.Warnings));
        }
    }

    [Theory]
    [InlineData(0xfffffffc)]
    [InlineData(0x00100000)]
    [InlineData(7)]
    [InlineData(33)]
    public void DamagedBlockIsSteppedOver(uint total)
    {
        var before = new CaptureBytes().Section().Interface().Packet(0, 1, "alpha").ToArray();
        var file = new CaptureBytes().Raw(before).U32(6).U32(total).Raw(new byte[40]).Packet(0, 3, "gamma").ToArray();
        var (frames, input) = SeenFrame.Of(file);

        Assert.Equal(["alpha", "gamma"], frames.Select(f => f.Text));
        Assert.Contains($"offset {before.Length}: 48 octets", Assert.Single(input.Warnings));
    }

    [Fact]
    public void PacketOfUnknownInterfaceIsLeftOut()
    {
        var (frames, input) = SeenFrame.Of(new CaptureBytes().Section().Interface().Packet(3, 1, "x").Packet(0, 2, "y").ToArray());

        Assert.Equal("y", Assert.Single(frames).Text);
        Assert.Contains("interface 3", Assert.Single(input.Warnings));
    }

    [Fact]
    public void HalfASectionHeaderIsTheUsersError() =>
        Assert.Throws<UserError>(() => SeenFrame.Of(new CaptureBytes().Section().ToArray()[..15]));
}
