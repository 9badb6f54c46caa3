using SipTrace.Wire.Bytes;

namespace SipTrace.Capture;

/// <summary>Frames, one after the other: of one file, of several merged by time, or of live devices. Allocates nothing per frame.</summary>
public abstract class FrameSource : IDisposable
{
    /// <summary>Goes to the next frame; false at the end. Blocks only where the input does (a pipe, a device).</summary>
    public abstract bool MoveNext();

    /// <summary>The frame that <see cref="MoveNext"/> went to. Its bytes are valid until the next call of that.</summary>
    public abstract Frame Current { get; }

    /// <summary>The time of <see cref="Current"/>, clock offset included.</summary>
    public abstract Timestamp CurrentTime { get; }

    /// <summary>Octets of the input that were read so far, as they are stored (compressed).</summary>
    public abstract long BytesRead { get; }

    /// <summary>Octets of the whole input; 0 where that is unknown (a pipe, a device).</summary>
    public abstract long TotalBytes { get; }

    /// <inheritdoc/>
    public abstract void Dispose();

    /// <summary>Whether an input of so many octets is worth a thread beside the one that takes its frames: a shorter one is read before that has
    /// begun.</summary>
    public static bool IsWorthAThread(long octets) => octets >= 16 << 20 && Environment.ProcessorCount > 1;
}
