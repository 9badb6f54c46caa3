using SipTrace.Capture;
using SipTrace.Correlation.Chunks;
using SipTrace.Wire.Bytes;

namespace SipTrace.Commands;

/// <summary>Reads and sorts frames while those before them are correlated.</summary>
internal sealed class FramesAhead : IDisposable
{
    private readonly FrameSource frames;
    private readonly FrameSorter sorter;
    private readonly SideThread thread;

    // One is filled, one is correlated, and the RTP of one is counted.
    private readonly FrameChunk[] chunks = [new(), new(), new()];
    private int filling;

    /// <summary>Begins to read.</summary>
    /// <param name="frames">What is read; by the other thread from now on.</param>
    /// <param name="sorter">The sorter of the Correlator that takes the chunks.</param>
    public FramesAhead(FrameSource frames, FrameSorter sorter)
    {
        this.frames = frames;
        this.sorter = sorter;
        thread = new SideThread("sorts frames", Fill);
        thread.Start();
    }

    /// <summary>Octets of the input that were read by the end of the chunk that was given out last.</summary>
    public long BytesRead { get; private set; }

    /// <summary>The next chunk, to be taken at once; null at the end.</summary>
    public FrameChunk? Next()
    {
        thread.Wait();
        var chunk = chunks[filling];
        BytesRead = frames.BytesRead;
        if (chunk.Frames == 0) return null;
        filling = (filling + 1) % chunks.Length;
        thread.Start();
        return chunk;
    }

    /// <summary>Ends the thread.</summary>
    public void Dispose() => thread.Dispose();

    private void Fill()
    {
        var chunk = chunks[filling];
        chunk.Clear();
        while (!chunk.IsFull && frames.MoveNext()) sorter.Take(frames.Current, chunk);
    }
}
