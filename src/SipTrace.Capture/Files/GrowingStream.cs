namespace SipTrace.Capture.Files;

/// <summary>A file that is still being written: at its end more is waited for.</summary>
internal sealed class GrowingStream(FileStream file, Func<bool> isOver) : ForwardStream
{
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(100);

    public override int Read(Span<byte> buffer)
    {
        int count;
        while ((count = file.Read(buffer)) == 0 && !isOver()) Thread.Sleep(Patience);
        return count;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing) file.Dispose();
        base.Dispose(disposing);
    }
}
