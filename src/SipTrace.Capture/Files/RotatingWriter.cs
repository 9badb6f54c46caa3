using System.Globalization;
using SipTrace.Wire.Bytes;

namespace SipTrace.Capture.Files;

/// <summary>Writes frames to one file after the other, with names as tcpdump gives them: the second one of <c>a.pcapng</c> is
/// <c>a.pcapng1</c>; in a ring of five they are <c>a.pcapng0</c> to <c>a.pcapng4</c>, written over in turn; <c>%H</c> and its like in a name
/// stand for the local time.</summary>
public sealed class RotatingWriter : IDisposable
{
    private readonly string path;
    private readonly Func<int, string?> nameOfPoint;
    private readonly RotationOptions options;
    private readonly Queue<string> kept = [];
    private FrameWriter? writer;
    private Timestamp begun;
    private int count, written;

    /// <summary>Begins the first file, so that a bad name is told at once.</summary>
    /// <param name="path">The name, ending in .pcapng or .pcap.</param>
    /// <param name="nameOfPoint">The name of a capture point; null for none.</param>
    /// <param name="options">When to begin another file.</param>
    /// <param name="now">The present moment.</param>
    /// <exception cref="UserError">Another ending, or a place that cannot be written.</exception>
    public RotatingWriter(string path, Func<int, string?> nameOfPoint, RotationOptions options, Timestamp now)
    {
        (this.path, this.nameOfPoint, this.options) = (path, nameOfPoint, options);
        Begin(now);
    }

    /// <summary>The file that is being written.</summary>
    public string File { get; private set; } = "";

    /// <summary>Frames written, to all files.</summary>
    public long Frames { get; private set; }

    /// <summary>Writes a frame, to another file where it is time for one.</summary>
    /// <exception cref="UserError">The disk is full.</exception>
    public void Write(in Frame frame)
    {
        var isFull = options.Octets > 0 && writer!.Length >= options.Octets;
        if (written > 0 && (isFull || (options.Time > TimeSpan.Zero && frame.Time - begun >= options.Time))) Rotate(frame.Time);
        writer!.Write(frame);
        written++;
        Frames++;
    }

    /// <summary>Begins another file.</summary>
    public void Rotate(Timestamp now)
    {
        writer!.Dispose();
        Begin(now);
    }

    /// <summary>Passes on what was written, so that nothing of it is lost if this program is killed.</summary>
    public void Flush() => writer!.Flush();

    /// <inheritdoc/>
    public void Dispose() => writer!.Dispose();

    private void Begin(Timestamp now)
    {
        var isPcapNg = path.EndsWith(".pcapng", StringComparison.OrdinalIgnoreCase);
        if (!isPcapNg && !path.EndsWith(".pcap", StringComparison.OrdinalIgnoreCase))
        {
            throw new UserError($"{path}: what to write is told by the ending of its name", "end it with .pcapng or .pcap");
        }
        File = NameOf(now);
        try
        {
            var stream = FrameWriter.Open(File);
            writer = isPcapNg ? new PcapNgWriter(stream, nameOfPoint, []) : new PcapWriter(stream, nanoseconds: true);
            writer.Flush();
            Forget();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new UserError($"{File}: cannot be written: {e.Message}");
        }
        (begun, written) = (now, 0);
        count++;
    }

    private string NameOf(Timestamp now)
    {
        var name = Expand(path, now.ToUtc().ToLocalTime());
        if (name != path && options.Octets == 0) return name == File ? name + count.ToString(CultureInfo.InvariantCulture) : name;
        if (options.Keep == 0) return count == 0 ? name : name + count.ToString(CultureInfo.InvariantCulture);
        var digits = options.Keep == 1 ? 1 : (options.Keep - 1).ToString(CultureInfo.InvariantCulture).Length;
        return name + (count % options.Keep).ToString("D" + digits, CultureInfo.InvariantCulture);
    }

    // Names made of the time differ each time, so the ring has to be kept by hand.
    private void Forget()
    {
        if (options.Keep == 0 || kept.Contains(File)) return;
        kept.Enqueue(File);
        while (kept.Count > options.Keep) System.IO.File.Delete(kept.Dequeue());
    }

    private static string Expand(string pattern, DateTime time)
    {
        var at = pattern.IndexOf('%', StringComparison.Ordinal);
        if (at < 0 || at + 1 == pattern.Length) return pattern;
        var value = pattern[at + 1] switch
        {
            'Y' => $"{time:yyyy}",
            'm' => $"{time:MM}",
            'd' => $"{time:dd}",
            'H' => $"{time:HH}",
            'M' => $"{time:mm}",
            'S' => $"{time:ss}",
            'F' => $"{time:yyyy-MM-dd}",
            'T' => $"{time:HH:mm:ss}",
            's' => ((DateTimeOffset)time).ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture),
            '%' => "%",
            var other => "%" + other,
        };
        return pattern[..at] + value + Expand(pattern[(at + 2)..], time);
    }
}
