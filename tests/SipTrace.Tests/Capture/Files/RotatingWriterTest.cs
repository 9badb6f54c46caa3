using SipTrace.Capture;
using SipTrace.Capture.Files;
using SipTrace.Wire.Bytes;

namespace SipTrace.Tests.Capture.Files;

public class RotatingWriterTest
{
    private const long Second = Timestamp.NanosecondsPerSecond;

    [Fact]
    public void Files_are_numbered_as_tcpdump_does_and_hold_everything_in_turn()
    {
        using var folder = new TemporaryFolder();
        Write(folder, "a.pcapng", new RotationOptions(Octets: 10_000), frames: 40);

        var names = Names(folder);
        Assert.Equal(["a.pcapng", "a.pcapng1", "a.pcapng2", "a.pcapng3"], names);
        Assert.Equal(Enumerable.Range(0, 40).Select(i => i * Second), names.SelectMany(name => Times(folder, name)));
    }

    [Fact]
    public void A_ring_keeps_the_latest()
    {
        using var folder = new TemporaryFolder();
        Write(folder, "a.pcapng", new RotationOptions(Octets: 10_000, Keep: 3), frames: 40);

        Assert.Equal(["a.pcapng0", "a.pcapng1", "a.pcapng2"], Names(folder));
        Assert.Contains(39 * Second, Times(folder, "a.pcapng0"));
        Assert.DoesNotContain(0L, Names(folder).SelectMany(name => Times(folder, name)));
    }

    [Fact]
    public void Names_can_tell_the_time_and_the_oldest_are_deleted()
    {
        using var folder = new TemporaryFolder();
        Write(folder, "%s.pcapng", new RotationOptions(Time: TimeSpan.FromSeconds(10), Keep: 2), frames: 40);

        Assert.Equal(["20.pcapng", "30.pcapng"], Names(folder));
        Assert.Equal(Enumerable.Range(20, 10).Select(i => i * Second), Times(folder, "20.pcapng"));
    }

    [Fact]
    public void A_file_is_complete_whenever_it_was_flushed()
    {
        using var folder = new TemporaryFolder();
        using var writer = new RotatingWriter(Path.Combine(folder.Path, "a.pcapng"), _ => "eth0", new RotationOptions(), default);
        for (var i = 0; i < 500; i++)
        {
            writer.Write(Frame(i));
            Assert.Empty(Warnings(folder, "a.pcapng"));
        }
        writer.Flush();
        Assert.Equal(500, Times(folder, "a.pcapng").Count);
    }

    [Fact]
    public void A_bad_name_is_the_users_mistake_at_once()
    {
        using var folder = new TemporaryFolder();
        Assert.Throws<UserError>(() => new RotatingWriter(Path.Combine(folder.Path, "a.txt"), _ => null, new RotationOptions(), default));
        Assert.Throws<UserError>(() => new RotatingWriter(Path.Combine(folder.Path, "no", "a.pcap"), _ => null, new RotationOptions(), default));
    }

    private static void Write(TemporaryFolder folder, string name, RotationOptions options, int frames)
    {
        using var writer = new RotatingWriter(Path.Combine(folder.Path, name), _ => "eth0", options, default);
        for (var i = 0; i < frames; i++) writer.Write(Frame(i));
        Assert.Equal(frames, writer.Frames);
    }

    private static Frame Frame(int second) => new()
    {
        Time = new Timestamp(second * Second), LinkType = LinkType.Ethernet, Bytes = new byte[1000], OriginalLength = 1000,
    };

    private static string[] Names(TemporaryFolder folder) =>
        [.. Directory.EnumerateFiles(folder.Path).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal)];

    private static List<long> Times(TemporaryFolder folder, string name)
    {
        using var set = CaptureSet.Open([Path.Combine(folder.Path, name)]);
        using var frames = set.Read();
        var times = new List<long>();
        while (frames.MoveNext()) times.Add(frames.CurrentTime.Nanoseconds);
        return times;
    }

    private static IReadOnlyList<string> Warnings(TemporaryFolder folder, string name)
    {
        using var set = CaptureSet.Open([Path.Combine(folder.Path, name)]);
        using var frames = set.Read();
        while (frames.MoveNext())
        {
        }
        return set.Inputs[0].Warnings;
    }
}
