using SipTrace.Wire.Bytes;

namespace SipTrace.Capture.Files;

/// <summary>Reads stretches of the inputs again: of the files themselves, or of the temporary copies of gzip and pipes. Several threads
/// may do so.</summary>
internal sealed class FileBytes(IReadOnlyList<CaptureInput> inputs) : ByteSource
{
    private const int MostOpen = 64;

    private readonly Queue<int> open = [];

    protected override ReadOnlyMemory<byte> ReadInput(int file, long offset, int length)
    {
        if (inputs.Count <= MostOpen) return Read(inputs[file].Bytes, offset, length);
        lock (open)
        {
            if (!open.Contains(file))
            {
                if (open.Count == MostOpen) inputs[open.Dequeue()].Bytes.Release();
                open.Enqueue(file);
            }
            return Read(inputs[file].Bytes, offset, length);
        }
    }

    private static ReadOnlyMemory<byte> Read(InputBytes input, long offset, int length)
    {
        var bytes = new byte[length];
        var (filled, count) = (0, 0);
        try
        {
            while (filled < length && (count = input.ReadAgain(bytes.AsSpan(filled), offset + filled)) > 0) filled += count;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // The file went away meanwhile: what was read of it is all there is.
        }
        return bytes.AsMemory(0, filled);
    }
}
