using SipTrace.Capture;
using SipTrace.Correlation.Chunks;
using SipTrace.Wire.Bytes;

namespace SipTrace.Commands;

/// <summary>Reads and sorts frames while those before them are correlated.</summary>
internal sealed class FramesAhead : IDisposable
{
    // One is filled, one is correlated, the RTP of one is counted; the others let a thread that is faster for a while go on.
    private const int Chunks = 12;

    private readonly FrameSource frames;
    private readonly FrameSorter sorter;
    private readonly SideThread thread;
    private readonly object gate = new();
    private readonly Queue<FrameChunk> free = new(Chunks);
    private readonly Queue<(FrameChunk Chunk, long BytesRead)> filled = new(Chunks);
    private bool isEnding;

    /// <summary>Begins to read.</summary>
    /// <param name="frames">What is read; by the other thread from now on.</param>
    /// <param name="sorter">The sorter of the Correlator that takes the chunks.</param>
    public FramesAhead(FrameSource frames, FrameSorter sorter)
    {
        this.frames = frames;
        this.sorter = sorter;
        for (var i = 0; i < Chunks; i++) free.Enqueue(new FrameChunk(Free));
        thread = new SideThread("sorts frames", FillAll);
        thread.Start();
    }

    /// <summary>Octets of the input that were read by the end of the chunk that was given out last.</summary>
    public long BytesRead { get; private set; }

    /// <summary>The next chunk, to be taken at once; null at the end.</summary>
    public FrameChunk? Next()
    {
        FrameChunk chunk;
        lock (gate)
        {
            while (filled.Count == 0) Monitor.Wait(gate);
            (chunk, BytesRead) = filled.Dequeue();
        }
        if (chunk.Frames > 0) return chunk;
        thread.Wait();
        return null;
    }

    /// <summary>Ends the thread.</summary>
    public void Dispose()
    {
        lock (gate)
        {
            isEnding = true;
            Monitor.PulseAll(gate);
        }
        thread.Dispose();
    }

    // The last one is empty.
    private void FillAll()
    {
        while (NextFree() is { } chunk)
        {
            chunk.Clear();
            try
            {
                while (!chunk.IsFull && frames.MoveNext()) sorter.Take(frames.Current, chunk);
            }
            catch
            {
                chunk.Clear();
                Give(chunk);
                throw;
            }
            Give(chunk);
            if (chunk.Frames == 0) return;
        }
    }

    private FrameChunk? NextFree()
    {
        lock (gate)
        {
            while (free.Count == 0 && !isEnding) Monitor.Wait(gate);
            return isEnding ? null : free.Dequeue();
        }
    }

    private void Free(FrameChunk chunk)
    {
        lock (gate)
        {
            free.Enqueue(chunk);
            Monitor.PulseAll(gate);
        }
    }

    private void Give(FrameChunk chunk)
    {
        lock (gate)
        {
            filled.Enqueue((chunk, frames.BytesRead));
            Monitor.PulseAll(gate);
        }
    }
}
