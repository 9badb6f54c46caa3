using Microsoft.Win32.SafeHandles;

namespace SipTrace.Capture.Files;

/// <summary>The bytes of one input, decompressed: a file, a gzip file or a pipe.</summary>
internal sealed class InputBytes : IDisposable
{
    private const int HeadLength = 4096;

    private readonly string path;
    private readonly bool isPipe;
    private readonly Spool? spool;
    private Stream? pending;
    private GzipReader? gzip;
    private SafeFileHandle? again;

    /// <summary>Opens an input and looks at its beginning.</summary>
    /// <param name="path">A file, or - for standard input.</param>
    /// <param name="maySpool">Whether gzip and pipes may be copied to a temporary file.</param>
    public InputBytes(string path, bool maySpool)
    {
        this.path = path;
        var stored = path == "-" ? Console.OpenStandardInput() : OpenFile();
        isPipe = !stored.CanSeek;
        if (!isPipe) StoredLength = stored.Length;
        Head = ReadHead(stored);
        Kind = InputSniffer.KindOf(Head);
        if (Kind == InputKind.Gzip) IsGzip = true;
        if (isPipe) pending = Unpack(new PrefixedStream(Head, stored));
        else stored.Dispose();
        if (maySpool && (isPipe || IsGzip)) spool = new Spool(pending ?? Unpack(new FrugalStream(path)));
        if (IsGzip) SniffInside();
    }

    /// <summary>What the (decompressed) bytes are.</summary>
    public InputKind Kind { get; private set; }

    /// <summary>Whether they are stored with gzip.</summary>
    public bool IsGzip { get; }

    /// <summary>The first (decompressed) octets.</summary>
    public byte[] Head { get; private set; }

    /// <summary>Octets of the file as it is stored; 0 for a pipe.</summary>
    public long StoredLength { get; }

    /// <summary>Whether they can be read from the beginning more than once.</summary>
    public bool CanReadTwice => !isPipe || spool is not null;

    /// <summary>Whether <see cref="ReadAgain"/> finds them at their offsets.</summary>
    public bool HasOffsets => spool is not null || !isPipe && !IsGzip;

    /// <summary>Set where the end of the file is not the end of the input: more is waited for until this says that it is over.</summary>
    public Func<bool>? IsOver { get; set; }

    /// <summary>How far into the stored octets one is at an offset of the decompressed ones.</summary>
    public long StoredPosition(long offset) => gzip is null ? offset : Math.Min(gzip.StoredPosition, StoredLength);

    /// <summary>All of the bytes, from the beginning.</summary>
    /// <param name="frugally">Whether to hold no file open meanwhile.</param>
    public Stream Open(bool frugally = false)
    {
        if (spool is not null) return spool.OpenReader();
        if (!isPipe && IsOver is { } isOver) return Unpack(new GrowingStream(OpenFile(), isOver));
        if (!isPipe) return Unpack(frugally || IsGzip ? new FrugalStream(path) : OpenFile());
        var once = pending ?? throw new UserError($"{path}: can be read only once with --no-spool");
        pending = null;
        return once;
    }

    /// <summary>Reads bytes at an offset again; shorter where the input ends.</summary>
    public int ReadAgain(Span<byte> buffer, long offset)
    {
        if (spool is not null) return spool.ReadAgain(buffer, offset);
        return RandomAccess.Read(again ?? OpenAgain(), buffer, offset);
    }

    private SafeFileHandle OpenAgain()
    {
        var opened = File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        if (Interlocked.CompareExchange(ref again, opened, null) is not { } other) return opened;
        opened.Dispose();
        return other;
    }

    /// <summary>Closes what <see cref="ReadAgain"/> holds open, until it is called again.</summary>
    public void Release()
    {
        again?.Dispose();
        again = null;
    }

    public void Dispose()
    {
        Release();
        pending?.Dispose();
        spool?.Dispose();
    }

    private FileStream OpenFile()
    {
        try
        {
            const FileShare Anything = FileShare.ReadWrite | FileShare.Delete;
            return new FileStream(path, FileMode.Open, FileAccess.Read, Anything, 0, FileOptions.SequentialScan);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new UserError($"{path}: no such file");
        }
        catch (UnauthorizedAccessException)
        {
            throw new UserError($"{path}: permission denied", "run as its owner, or change its mode");
        }
        catch (IOException e)
        {
            throw new UserError($"{path}: cannot be opened: {e.Message}");
        }
    }

    private Stream Unpack(Stream stored) => IsGzip ? gzip = new GzipReader(stored, StoredLength) : stored;

    private void SniffInside()
    {
        if (isPipe && spool is null)
        {
            Head = ReadHead(pending!);
            pending = new PrefixedStream(Head, pending!);
        }
        else
        {
            using var inside = isPipe ? spool!.OpenReader() : Unpack(new FrugalStream(path));
            Head = ReadHead(inside);
        }
        Kind = InputSniffer.KindOf(Head);
    }

    /// <summary>Reads until the kind of a capture is certain; for anything else on to the end of the input, or to a full head.</summary>
    private byte[] ReadHead(Stream stream)
    {
        var head = new byte[HeadLength];
        var length = 0;
        try
        {
            while (length < HeadLength && stream.Read(head, length, HeadLength - length) is > 0 and var count)
            {
                length += count;
                if (InputSniffer.KindOf(head.AsSpan(0, length)) is InputKind.Pcap or InputKind.PcapNg or InputKind.Gzip) break;
            }
        }
        catch (Exception e) when (e is InvalidDataException or IOException)
        {
            // What could be read is judged; reading it again will meet the same fault and say so.
            if (length == 0) throw new UserError($"{path}: cannot be read: {e.Message}");
        }
        return head[..length];
    }
}
