using SipTrace.Wire.Bytes;

namespace SipTrace.Capture.Files;

/// <summary>Reads stretches of the inputs again: of the files themselves, or of the temporary copies of gzip and pipes. Several threads
/// may do so.</summary>
internal sealed class FileBytes(IReadOnlyList<CaptureInput> inputs) : ByteSource
{
    private const int MostOpen = 64;

    private readonly Queue<int> open = [];

    protected override int ReadInput(int file, long offset, Span<byte> bytes)
    {
        if (inputs.Count <= MostOpen) return Read(inputs[file].Bytes, offset, bytes);
        lock (open)
        {
            if (!open.Contains(file))
            {
                if (open.Count == MostOpen) inputs[open.Dequeue()].Bytes.Release();
                open.Enqueue(file);
            }
            return Read(inputs[file].Bytes, offset, bytes);
        }
    }

    private static int Read(InputBytes input, long offset, Span<byte> bytes)
    {
        var (filled, count) = (0, 0);
        try
        {
            while (filled < bytes.Length && (count = input.ReadAgain(bytes[filled..], offset + filled)) > 0) filled += count;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // The file went away meanwhile: what was read of it is all there is.
        }
        return filled;
    }
}
