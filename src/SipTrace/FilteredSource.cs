using SipTrace.Capture;
using SipTrace.Capture.Live;
using SipTrace.Wire.Bytes;

namespace SipTrace;

/// <summary>The frames of another source that pass a pcap filter.</summary>
internal sealed class FilteredSource(FrameSource source, BpfFilter filter) : FrameSource
{
    /// <inheritdoc/>
    public override Frame Current => source.Current;

    /// <inheritdoc/>
    public override Timestamp CurrentTime => source.CurrentTime;

    /// <inheritdoc/>
    public override long BytesRead => source.BytesRead;

    /// <inheritdoc/>
    public override long TotalBytes => source.TotalBytes;

    /// <inheritdoc/>
    public override bool MoveNext()
    {
        while (source.MoveNext())
        {
            if (filter.Matches(source.Current)) return true;
        }
        return false;
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        filter.Dispose();
        source.Dispose();
    }
}
