using SipTrace.Wire.Bytes;

namespace SipTrace.Capture.Files;

/// <summary>Reads stretches of the inputs again: of the files themselves, or of the temporary copies of gzip and pipes. Several threads may ask.</summary>
internal sealed class FileBytes(IReadOnlyList<CaptureInput> inputs) : ByteSource
{
    private const int MostOpen = 64;

    private readonly Queue<int> open = [];

    protected override ReadOnlyMemory<byte> ReadInput(int file, long offset, int length)
    {
        lock (open)
        {
            if (!open.Contains(file))
            {
                if (open.Count == MostOpen) inputs[open.Dequeue()].Bytes.Release();
                open.Enqueue(file);
            }
            var bytes = new byte[length];
            var (filled, count) = (0, 0);
            try
            {
                while (filled < length && (count = inputs[file].Bytes.ReadAgain(bytes.AsSpan(filled), offset + filled)) > 0) filled += count;
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                // The file went away meanwhile: what was read of it is all there is.
            }
            return bytes.AsMemory(0, filled);
        }
    }
}
