namespace SipTrace.Capture.Files;

/// <summary>A file that is open only while it is being read, so that thousands of them can take turns.</summary>
internal sealed class FrugalStream(string path) : ForwardStream
{
    private long position;

    public override int Read(Span<byte> buffer)
    {
        using var file = File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        var count = RandomAccess.Read(file, buffer, position);
        position += count;
        return count;
    }
}
