using SipTrace.Wire.Bytes;

namespace SipTrace.Capture.Files;

/// <summary>Writes frames to a capture file, in the order they come: whoever calls keeps the order of time. Only whole records are passed on to the
/// file, so it can be read at every moment.</summary>
/// <param name="stream">Where to; closed with the writer.</param>
public abstract class FrameWriter(Stream stream) : IDisposable
{
    /// <summary>The longest snaplen that other programs accept.</summary>
    protected const int SnapLength = 262_144;

    private const int BufferSize = 1 << 16;

    private long passedOn;

    /// <summary>Octets written so far.</summary>
    public long Length => passedOn + Records.Length;

    /// <summary>Whole records that are not in the file yet.</summary>
    protected MemoryStream Records { get; } = new();

    /// <summary>Opens a file for frames of these inputs: .pcapng or .pcap by its ending.</summary>
    /// <exception cref="UserError">Another ending, a place that cannot be written, or a file that is one of the inputs.</exception>
    public static FrameWriter Create(string path, CaptureSet inputs)
    {
        var isPcapNg = path.EndsWith(".pcapng", StringComparison.OrdinalIgnoreCase);
        if (!isPcapNg && !path.EndsWith(".pcap", StringComparison.OrdinalIgnoreCase))
        {
            throw new UserError($"{path}: what to write is told by the ending of its name", "end it with .pcapng or .pcap");
        }
        if (inputs.Inputs.Any(input => IsSameFile(input.File, path)))
        {
            throw new UserError($"{path}: is being read, and would be overwritten", "choose another name");
        }
        try
        {
            var stream = Open(path);
            return isPcapNg
                ? new PcapNgWriter(stream, point => point < inputs.Points.Count ? inputs.Points[point].Name : null, inputs.Inputs.SelectMany(input => input.Secrets))
                : new PcapWriter(stream, inputs.Inputs.Any(input => input.HasNanoseconds));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new UserError($"{path}: cannot be written: {e.Message}");
        }
    }

    /// <summary>Writes a frame.</summary>
    /// <param name="frame">The frame, with the link type and the time that it has.</param>
    /// <param name="comment">Said about it where the format has room for that (pcapng).</param>
    /// <exception cref="UserError">The disk is full, or the format has no room for the frame's link type.</exception>
    public void Write(in Frame frame, string? comment = null)
    {
        try
        {
            WriteFrame(frame, comment);
            if (Records.Length >= BufferSize) PassOn();
        }
        catch (IOException e)
        {
            throw CannotWrite(e);
        }
    }

    /// <summary>Passes on to the file what was written so far.</summary>
    /// <exception cref="UserError">The disk is full.</exception>
    public void Flush()
    {
        try
        {
            PassOn();
        }
        catch (IOException e)
        {
            throw CannotWrite(e);
        }
    }

    /// <summary>Finishes the file.</summary>
    /// <exception cref="UserError">The disk is full.</exception>
    public void Dispose()
    {
        try
        {
            Finish();
            PassOn();
        }
        catch (IOException e)
        {
            throw CannotWrite(e);
        }
        finally
        {
            stream.Dispose();
        }
    }

    /// <summary>Writes a frame in the format's own way to <see cref="Records"/>.</summary>
    protected abstract void WriteFrame(in Frame frame, string? comment);

    /// <summary>Writes what the format wants at the end to <see cref="Records"/>.</summary>
    protected abstract void Finish();

    /// <summary>Creates a file, or empties it. Nothing is buffered there.</summary>
    internal static FileStream Open(string path) => new(path, FileMode.Create, FileAccess.Write, FileShare.Read | FileShare.Delete, bufferSize: 0);

    private void PassOn()
    {
        try
        {
            stream.Write(Records.GetBuffer(), 0, (int)Records.Length);
        }
        catch (IOException)
        {
            // A part of a record may have found room: a file that ends with it would look damaged.
            if (stream.CanSeek) stream.SetLength(passedOn);
            throw;
        }
        passedOn += Records.Length;
        Records.SetLength(0);
    }

    private static UserError CannotWrite(IOException e) => new($"the capture cannot be written: {e.Message}");

    private static bool IsSameFile(string input, string output)
    {
        return input != "-" && File.Exists(output) && Resolve(input) == Resolve(output);

        static string Resolve(string path) => File.ResolveLinkTarget(path, returnFinalTarget: true)?.FullName ?? Path.GetFullPath(path);
    }
}
