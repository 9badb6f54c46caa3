using System.Runtime.CompilerServices;
using System.Text;
using SipTrace.Wire.Bytes;

namespace SipTrace.Capture.Files;

/// <summary>One input of the program, and what reading it has told so far. Counts and warnings begin anew with each pass.</summary>
public sealed class CaptureInput
{
    private const int MostWarnings = 20;
    private const int MostNames = 100_000, LongestName = 255;
    private const int MostPoints = 4096;
    private const int MostSecretBytes = 64 << 20;

    private readonly List<CapturePoint> allPoints;
    private readonly List<CapturePoint> points = [];
    private readonly List<string> warnings = [];
    private readonly List<DecryptionSecrets> secrets = [];
    private readonly Dictionary<Endpoint, string> names = [];
    private int unsaidWarnings, secretBytes;

    internal CaptureInput(string file, string name, int index, InputBytes bytes, List<CapturePoint> allPoints)
    {
        File = file;
        Name = name;
        Index = index;
        Bytes = bytes;
        this.allPoints = allPoints;
    }

    /// <summary>The path as given (- for standard input); for a file found in a folder: the folder as given and the way below it.</summary>
    public string File { get; }

    /// <summary>The name given to it as a capture point (<c>NAME=FILE</c>), else the name of the file.</summary>
    public string Name { get; internal set; }

    /// <summary>Its index, as in <see cref="Frame.File"/>.</summary>
    public int Index { get; }

    /// <summary>What it holds, unpacked.</summary>
    public InputKind Kind => Bytes.Kind;

    /// <summary><c>pcap</c>, <c>pcapng</c>, <c>sdp</c>, <c>sip</c>; with <c>.gz</c> where it is compressed.</summary>
    public string Format => Kind switch
    {
        InputKind.Pcap => "pcap",
        InputKind.PcapNg => "pcapng",
        InputKind.SdpText => "sdp",
        _ => "sip",
    } + (Bytes.IsGzip ? ".gz" : "");

    /// <summary>All of an input that is SDP or SIP text; empty for captures.</summary>
    public ReadOnlyMemory<byte> Text { get; internal set; }

    /// <summary>The capture points seen in it.</summary>
    public IReadOnlyList<CapturePoint> Points => points;

    /// <summary>Frames read in this pass.</summary>
    public int Packets { get; private set; }

    /// <summary>Time of the earliest frame of this pass; null before the first.</summary>
    public Timestamp? First => Packets > 0 ? new Timestamp(first) : null;

    /// <summary>Time of the latest frame of this pass; null before the first.</summary>
    public Timestamp? Last => Packets > 0 ? new Timestamp(last) : null;

    /// <summary>Time of the first frame in the file, by the file's own clock; null where it has none, or it is the only input and was not asked for.</summary>
    public Timestamp? StartsAt { get; internal set; }

    /// <summary>What is added to its times in the next pass; null where nothing is.</summary>
    public TimeSpan? ClockOffset { get; set; }

    /// <summary>Whether the next pass leaves it out (it lies outside the time window).</summary>
    public bool IsLeftOut { get; set; }

    /// <summary>Frames that the capture itself lost, by its interface statistics; null where it has none.</summary>
    public long? CaptureDrops { get; internal set; }

    /// <summary>Whether it has times finer than a microsecond.</summary>
    public bool HasNanoseconds { get; internal set; }

    /// <summary>Whether it can be read in more than one pass: false for a pipe that is not spooled.</summary>
    public bool CanReadTwice => Bytes.CanReadTwice;

    /// <summary>What was damaged or cut in it, each with its offset (of the decompressed bytes).</summary>
    public IReadOnlyList<string> Warnings => unsaidWarnings == 0 ? warnings : [.. warnings, $"{unsaidWarnings} more like these"];

    /// <summary>Names of addresses (port 0) that the capture's name resolution blocks hold (bytes from the file: escape before showing).</summary>
    public IReadOnlyDictionary<Endpoint, string> Names => names;

    /// <summary>The secrets that the capture brings for its encrypted sessions.</summary>
    public IReadOnlyList<DecryptionSecrets> Secrets => secrets;

    internal InputBytes Bytes { get; }

    internal long ClockOffsetNanoseconds => (ClockOffset?.Ticks ?? 0) * 100;

    private long first, last;

    internal void BeginPass()
    {
        Packets = 0;
        (first, last) = (long.MaxValue, long.MinValue);
        CaptureDrops = null;
        HasNanoseconds = false;
        (unsaidWarnings, secretBytes) = (0, 0);
        warnings.Clear();
        names.Clear();
        secrets.Clear();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal void Count(long time)
    {
        Packets++;
        if (time < first) first = time;
        if (time > last) last = time;
    }

    internal void Warn(string warning)
    {
        if (warnings.Count < MostWarnings) warnings.Add(warning);
        else unsaidWarnings++;
    }

    internal void AddSecrets(uint type, ReadOnlySpan<byte> content)
    {
        if (content.Length > MostSecretBytes - secretBytes) return;
        secretBytes += content.Length;
        secrets.Add(new DecryptionSecrets(type, content.ToArray()));
    }

    internal void AddName(Endpoint address, ReadOnlySpan<byte> name)
    {
        if (names.Count < MostNames && name.Length is > 0 and <= LongestName) names.TryAdd(address, Encoding.UTF8.GetString(name));
    }

    /// <summary>The index of the capture point of an interface: an old one where an earlier pass or section had the same.</summary>
    internal int PointOf(int interfaceIndex, LinkType linkType, string? interfaceName)
    {
        var cooked = CapturePoint.IsCooked(linkType);
        foreach (var known in points)
        {
            if (cooked ? CapturePoint.IsCooked(known.LinkType)
                : known.InterfaceIndex == interfaceIndex && known.LinkType == linkType && known.InterfaceName == interfaceName)
            {
                return known.Index;
            }
        }
        if (points.Count == MostPoints) return points[^1].Index;
        var point = new CapturePoint(this, allPoints.Count, interfaceIndex, linkType, interfaceName);
        points.Add(point);
        allPoints.Add(point);
        return point.Index;
    }

    internal FrameSource Open(int blockSize, bool frugally, bool mayReadAhead = true)
    {
        BeginPass();
        var readsAhead = (mayReadAhead || Bytes.IsGzip) && !frugally && FrameSource.IsWorthAThread(Bytes.StoredLength);
        var block = new BlockBuffer(Bytes.Open(frugally), blockSize, readsAhead);
        try
        {
            return Kind == InputKind.Pcap ? new PcapReader(this, block) : new PcapNgReader(this, block);
        }
        catch (UserError)
        {
            block.Dispose();
            throw;
        }
    }
}
