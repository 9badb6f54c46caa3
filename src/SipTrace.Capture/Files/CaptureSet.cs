using SipTrace.Wire.Bytes;

namespace SipTrace.Capture.Files;

/// <summary>The inputs of one run: captures and texts, opened by what they hold. Passes over them give the frames of all captures, merged by time.</summary>
public sealed class CaptureSet : IDisposable
{
    private const int MostOpen = 64;
    private const int LargeBlock = 1 << 19, SmallBlock = 1 << 18, PeekBlock = 1 << 14;
    private const int LongestText = 64 << 20;

    private readonly List<CaptureInput> inputs = [];
    private readonly List<CapturePoint> points = [];
    private readonly List<string> notes = [];

    private CaptureSet() => Bytes = new FileBytes(inputs);

    /// <summary>The inputs, in the order given; those of a folder by name.</summary>
    public IReadOnlyList<CaptureInput> Inputs => inputs;

    /// <summary>The capture points seen so far, by <see cref="Frame.Point"/>.</summary>
    public IReadOnlyList<CapturePoint> Points => points;

    /// <summary>What was left out of folders because it could not be read as a capture although it looked like one.</summary>
    public IReadOnlyList<string> Notes => notes;

    /// <summary>Reads kept bytes of the inputs again. Several threads may ask at a time.</summary>
    public ByteSource Bytes { get; }

    /// <summary>Whether all inputs can be read in more than one pass.</summary>
    public bool CanReadTwice => inputs.TrueForAll(input => input.CanReadTwice);

    /// <summary>Opens inputs.</summary>
    /// <param name="arguments">Files, folders, - for standard input, each perhaps as <c>NAME=FILE</c>.</param>
    /// <param name="spool">Whether gzip and pipes are copied to a temporary file, so that their bytes can be read again.</param>
    /// <param name="acceptText">Whether SDP and SIP text is welcome beside captures.</param>
    /// <exception cref="UserError">An input that is missing, empty, foreign or not permitted.</exception>
    public static CaptureSet Open(IEnumerable<string> arguments, bool spool = true, bool acceptText = false)
    {
        var set = new CaptureSet();
        try
        {
            foreach (var argument in arguments) set.Add(argument, spool, acceptText);
            set.NameApart();
            return set;
        }
        catch (UserError)
        {
            set.Dispose();
            throw;
        }
    }

    /// <summary>Begins a pass over all captures that are not left out, with the clock offsets that are set by then.</summary>
    /// <param name="readsAhead">Whether a thread of their own reads long files; who takes the frames on a thread made for it needs none, but for
    /// what must be decompressed.</param>
    public FrameSource Read(bool readsAhead = true)
    {
        var chosen = inputs.FindAll(input => IsCapture(input.Kind) && !input.IsLeftOut);
        foreach (var input in inputs) input.BeginPass();
        if (chosen.Count == 1) return chosen[0].Open(readsAhead ? LargeBlock : SmallBlock, frugally: false, readsAhead);
        Peek();
        var total = chosen.TrueForAll(input => input.Bytes.StoredLength > 0) ? chosen.Sum(input => input.Bytes.StoredLength) : 0;
        var starts = chosen.ConvertAll(input =>
            input.StartsAt is { } start ? start.Nanoseconds + input.ClockOffsetNanoseconds : long.MinValue);
        var blockSize = chosen.Count > 8 ? SmallBlock : LargeBlock;
        return new MergedSource(starts, i => chosen[i].Open(blockSize, frugally: chosen.Count > MostOpen, readsAhead), total);
    }

    /// <summary>Looks for the first frame of each capture, so that <see cref="CaptureInput.StartsAt"/> is known. Done by itself where captures are merged.</summary>
    public void Peek()
    {
        foreach (var input in inputs)
        {
            if (IsCapture(input.Kind) && input.StartsAt is null && input.CanReadTwice) PeekAt(input);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var input in inputs) input.Bytes.Dispose();
    }

    private static bool IsCapture(InputKind kind) => kind is InputKind.Pcap or InputKind.PcapNg;

    private static void PeekAt(CaptureInput input)
    {
        using (var reader = input.Open(PeekBlock, frugally: false))
        {
            if (reader.MoveNext()) input.StartsAt = new Timestamp(reader.CurrentTime.Nanoseconds - input.ClockOffsetNanoseconds);
        }
        input.BeginPass();
    }

    private void Add(string argument, bool spool, bool acceptText)
    {
        var (name, path) = (default(string), argument);
        if (argument.IndexOf('=') is > 0 and var at && !Path.Exists(argument)) (name, path) = (argument[..at], argument[(at + 1)..]);
        if (Directory.Exists(path)) AddFolder(name, path, spool);
        else AddFile(name, path, spool, acceptText);
    }

    private void AddFile(string? name, string path, bool spool, bool acceptText)
    {
        var bytes = new InputBytes(path, spool);
        var input = new CaptureInput(path, name ?? (path == "-" ? path : Path.GetFileName(path)), inputs.Count, bytes, points);
        inputs.Add(input);
        switch (bytes.Kind)
        {
            case InputKind.Pcap or InputKind.PcapNg:
                break;
            case InputKind.SdpText or InputKind.SipText when acceptText:
                input.Text = ReadText(input);
                break;
            case InputKind.SdpText or InputKind.SipText:
                throw new UserError($"{path}: holds {(bytes.Kind == InputKind.SdpText ? "SDP" : "SIP")} as text and no capture",
                    "lint, show, flow and diff read such text");
            case InputKind.Empty:
                throw new UserError($"{path}: is empty");
            default:
                throw new UserError($"{path}: is no capture: neither pcap nor pcapng, nor gzip of these", InputSniffer.HintFor(bytes.Head));
        }
    }

    private void AddFolder(string? name, string folder, bool spool)
    {
        var before = inputs.Count;
        foreach (var path in FilesBelow(folder).Order(StringComparer.Ordinal))
        {
            try
            {
                var bytes = new InputBytes(path, spool);
                if (!IsCapture(bytes.Kind))
                {
                    bytes.Dispose();
                    continue;
                }
                var input = new CaptureInput(path, name ?? Path.GetFileName(path), inputs.Count, bytes, points);
                PeekAt(input);
                inputs.Add(input);
            }
            catch (UserError e)
            {
                notes.Add(e.Message);
            }
        }
        if (inputs.Count > before) return;
        throw new UserError($"{folder}: a folder without captures (pcap or pcapng, perhaps with gzip)", notes.FirstOrDefault());
    }

    /// <summary>The regular files with something in them; links to folders are not followed, for they may lead back.</summary>
    private static IEnumerable<string> FilesBelow(string folder)
    {
        var options = new EnumerationOptions { IgnoreInaccessible = true, AttributesToSkip = 0 };
        foreach (var entry in new DirectoryInfo(folder).EnumerateFileSystemInfos("*", options))
        {
            var path = Path.Combine(folder, entry.Name);
            if (entry is FileInfo file)
            {
                if (file.LinkTarget is not null ? File.Exists(path) : file.Length > 0) yield return path;
            }
            else if (entry.LinkTarget is null)
            {
                foreach (var below in FilesBelow(path)) yield return below;
            }
        }
    }

    private static byte[] ReadText(CaptureInput input)
    {
        using var stream = input.Bytes.Open();
        var block = new BlockBuffer(stream, PeekBlock);
        using var text = new MemoryStream();
        while (block.Ensure(1) && text.Length < LongestText)
        {
            text.Write(block.Bytes, block.Position, block.End - block.Position);
            block.Position = block.End;
        }
        return text.ToArray();
    }

    /// <summary>Gives inputs of equal names their paths for names.</summary>
    private void NameApart()
    {
        foreach (var same in inputs.GroupBy(input => input.Name).Where(same => same.Count() > 1))
        {
            foreach (var input in same.Where(input => input.Name == Path.GetFileName(input.File))) input.Name = input.File;
        }
    }
}
