using System.IO.Compression;
using System.IO.Pipes;
using System.Text;
using SipTrace.Capture;
using SipTrace.Capture.Files;
using SipTrace.Wire.Bytes;
using Xunit;

namespace SipTrace.Tests.Capture.Files;

public class CaptureSetTest
{
    private const long Second = 1_000_000_000;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void GzipMembersReadAsTheFile(bool spool)
    {
        var plain = Capture(1, 3, 5);
        var (frames, input) = SeenFrame.Of([.. Gzip(plain[..50]), .. Gzip(plain[50..])], spool: spool);

        Assert.Equal(SeenFrame.Of(plain).Frames, frames);
        Assert.Equal("pcap.gz", input.Format);
        Assert.Empty(input.Warnings);
        Assert.All(frames, f => Assert.Equal(spool, f.Kept.Owned is null));
    }

    [Fact]
    public void GzipCutAnywhereIsNoticed()
    {
        var packed = Gzip(Capture(1, 3, 5));
        for (var length = packed.Length - 9; length < packed.Length; length++)
        {
            var (frames, input) = SeenFrame.Of(packed[..length]);

            if (length >= packed.Length - 8) Assert.Equal(3, frames.Count);
            Assert.Contains($"offset {length}", Assert.Single(input.Warnings));
        }
    }

    [Fact]
    public void GzipWithAWrongTrailerGivesItsFrames()
    {
        var packed = Gzip(Capture(1, 3, 5));
        packed[^6] ^= 1;
        var (frames, input) = SeenFrame.Of(packed);

        Assert.Equal(3, frames.Count);
        Assert.Contains("damaged", Assert.Single(input.Warnings));
    }

    [Fact]
    public void SpooledBytesAreFoundAgainAndReadTwice()
    {
        using var folder = new TemporaryFolder();
        using var set = CaptureSet.Open([folder.Write("a.gz", Gzip(Capture(1, 3, 5)))]);
        var seen = SeenFrame.All(set);

        Assert.Equal("at 5"u8.ToArray(), set.Bytes.Read(seen[2].Kept).ToArray());
        Assert.Equal(seen, SeenFrame.All(set));
    }

    [Fact]
    public void InputsAreMergedByTime()
    {
        using var folder = new TemporaryFolder();
        using var set = CaptureSet.Open([$"late={folder.Write("a.pcap", Capture(4, 5, 9))}", folder.Write("b.pcap", Capture(1, 5, 6, 20)),
            folder.Write("empty.pcap", Capture())]);

        Assert.Equal("1b 4a 5a 5b 6b 9a 20b", Order(set));
        Assert.Equal(["late", "b.pcap", "empty.pcap"], set.Inputs.Select(i => i.Name));
        Assert.Equal(["late", "b.pcap", "empty.pcap"], set.Points.Select(p => p.Name));
        Assert.Equal([3, 4, 0], set.Inputs.Select(i => i.Packets));
        set.Inputs[0].ClockOffset = TimeSpan.FromSeconds(-4.5);
        Assert.Equal("-0.5a 0.5a 1b 4.5a 5b 6b 20b", Order(set));
        set.Inputs[1].IsLeftOut = true;
        Assert.Equal("-0.5a 0.5a 4.5a", Order(set));
    }

    [Fact]
    public void ManyInputsAreMergedWithFewOpen()
    {
        using var folder = new TemporaryFolder();
        for (var i = 0; i < 100; i++) folder.Write($"{i:000}.pcap", Capture(i, 100, 200 - i));
        using var set = CaptureSet.Open([folder.Path]);
        var times = SeenFrame.All(set).ConvertAll(f => f.Time);

        Assert.Equal(300, times.Count);
        Assert.Equal(times.Order(), times);
    }

    [Fact]
    public void FolderGivesItsCapturesByName()
    {
        using var folder = new TemporaryFolder();
        folder.Write("b.dat", Capture(1));
        folder.Write("a/z.pcap", Gzip(Capture(2)));
        folder.Write("notes.txt", "hello"u8.ToArray());
        folder.Write("half.pcap", Capture(1)[..17]);
        using var set = CaptureSet.Open([folder.Path]);

        Assert.Equal(["z.pcap", "b.dat"], set.Inputs.Select(i => i.Name));
        Assert.Contains("half.pcap", Assert.Single(set.Notes));
        Assert.Equal([0, 1], SeenFrame.All(set).Select(f => 1 - f.File));
    }

    [Fact]
    public void FolderWithoutCapturesIsTheUsersError()
    {
        using var folder = new TemporaryFolder();
        Assert.Contains(folder.Path, Assert.Throws<UserError>(() => CaptureSet.Open([folder.Path])).Message);
    }

    [Theory]
    [InlineData("", "is empty", null)]
    [InlineData("%PDF-1.4 hello", "is no capture", null)]
    [InlineData("GMBU\u0001\u0002\u0003\u0004 INVITE SIP/2.0", "is no capture", "editcap")]
    [InlineData("snoop\0\0\0\0\0\0\u0002", "is no capture", "editcap")]
    [InlineData("v=0\r\no=- 1 1 IN IP4 192.0.2.1\r\n", "SDP", "lint")]
    [InlineData("OPTIONS sip:a@b SIP/2.0\r\n", "SIP", "lint")]
    public void ForeignFilesAreNamed(string content, string says, string? hint)
    {
        var error = Assert.Throws<UserError>(() => SeenFrame.Of(Encoding.Latin1.GetBytes(content), "what.pcap"));

        Assert.Contains("what.pcap", error.Message);
        Assert.Contains(says, error.Message);
        if (hint is null) Assert.Null(error.Hint);
        else Assert.Contains(hint, error.Hint);
    }

    [Fact]
    public void MissingFileIsTheUsersError() =>
        Assert.Contains("no such file", Assert.Throws<UserError>(() => CaptureSet.Open(["/no/such.pcap"])).Message);

    [Fact]
    public void TextIsReadWhereItIsWelcome()
    {
        using var folder = new TemporaryFolder();
        using var set = CaptureSet.Open([folder.Write("a", "v=0\r\ns=-\r\n"u8.ToArray())], acceptText: true);

        Assert.Equal(InputKind.SdpText, set.Inputs[0].Kind);
        Assert.Equal("v=0\r\ns=-\r\n"u8.ToArray(), set.Inputs[0].Text.ToArray());
        Assert.Empty(SeenFrame.All(set));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void PipeGivesEachFrameWhenItHasCome(bool spool)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "pipes have no path there");
        using var writer = new AnonymousPipeServerStream(PipeDirection.Out, HandleInheritability.None);
        var path = $"/dev/fd/{writer.ClientSafePipeHandle.DangerousGetHandle()}";
        Assert.SkipUnless(Path.Exists(path), "no /dev/fd here");
        writer.Write(Capture(1));
        writer.Flush();
        using var set = CaptureSet.Open([path], spool);
        using var source = set.Read();

        Assert.True(source.MoveNext());
        Assert.Equal(spool, source.Current.Offset >= 0);
        writer.Write(new CaptureBytes().Record(2, 0, "at 2").ToArray());
        Assert.True(source.MoveNext());
        Assert.Equal(2 * Second, source.CurrentTime.Nanoseconds);
        var kept = source.Current.Keep(source.Current.Bytes);
        Assert.Equal("at 2"u8.ToArray(), set.Bytes.Read(kept).ToArray());
        writer.DisposeLocalCopyOfClientHandle();
        writer.Dispose();
        Assert.False(source.MoveNext());
        Assert.Equal(spool, set.CanReadTwice);
        if (spool) Assert.Equal(2, SeenFrame.All(set).Count);
        else Assert.Throws<UserError>(() => set.Read());
    }

    internal static byte[] Capture(params int[] seconds)
    {
        var file = new CaptureBytes().PcapHeader();
        foreach (var second in seconds) file.Record(second, 0, $"at {second}");
        return file.ToArray();
    }

    private static byte[] Gzip(byte[] bytes)
    {
        using var packed = new MemoryStream();
        using (var packer = new GZipStream(packed, CompressionLevel.Optimal)) packer.Write(bytes);
        return packed.ToArray();
    }

    private static string Order(CaptureSet set) =>
        string.Join(' ', SeenFrame.All(set).Select(f => FormattableString.Invariant($"{f.Time / (double)Second}{"ab"[f.File]}")));
}
