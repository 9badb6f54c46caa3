using SipTrace.Wire.Bytes;

namespace SipTrace.Capture.Files;

/// <summary>Several inputs as one, by time; at equal times in the order they were given. Each is opened when its first frame is due.</summary>
internal sealed class MergedSource : FrameSource
{
    private readonly FrameSource[] readers;
    private readonly (long Time, int Input)[] heap;
    private readonly Queue<(long Time, int Input)> waiting;
    private readonly Func<int, FrameSource> open;
    private readonly long[] bytesRead;
    private int count;
    private bool started;

    /// <summary>Merges so many inputs.</summary>
    /// <param name="starts">The time of each input's first frame, clock offset included; the smallest where that is unknown.</param>
    /// <param name="open">Opens an input by its place in <paramref name="starts"/>.</param>
    /// <param name="totalBytes">Octets of all inputs.</param>
    public MergedSource(IReadOnlyList<long> starts, Func<int, FrameSource> open, long totalBytes)
    {
        this.open = open;
        TotalBytes = totalBytes;
        readers = new FrameSource[starts.Count];
        bytesRead = new long[starts.Count];
        heap = new (long, int)[starts.Count];
        waiting = new Queue<(long, int)>(starts.Select((time, input) => (time, input)).Order());
    }

    public override Frame Current => readers[heap[0].Input].Current;

    public override Timestamp CurrentTime => new(heap[0].Time);

    public override long BytesRead
    {
        get
        {
            for (var i = 0; i < count; i++) bytesRead[heap[i].Input] = readers[heap[i].Input].BytesRead;
            return bytesRead.Sum();
        }
    }

    public override long TotalBytes { get; }

    public override bool MoveNext()
    {
        if (started && count > 0) Advance();
        started = true;
        while (waiting.Count > 0 && (count == 0 || waiting.Peek().Time <= heap[0].Time)) OpenNext();
        return count > 0;
    }

    public override void Dispose()
    {
        for (var i = 0; i < count; i++) readers[heap[i].Input].Dispose();
        count = 0;
    }

    private void Advance()
    {
        var input = heap[0].Input;
        if (readers[input].MoveNext())
        {
            SiftDown((readers[input].CurrentTime.Nanoseconds, input));
            return;
        }
        Close(input);
        count--;
        if (count > 0) SiftDown(heap[count]);
    }

    private void OpenNext()
    {
        var input = waiting.Dequeue().Input;
        readers[input] = open(input);
        if (!readers[input].MoveNext())
        {
            Close(input);
            return;
        }
        (long, int) entry = (readers[input].CurrentTime.Nanoseconds, input);
        var at = count++;
        while (at > 0 && entry.CompareTo(heap[(at - 1) / 2]) < 0)
        {
            heap[at] = heap[(at - 1) / 2];
            at = (at - 1) / 2;
        }
        heap[at] = entry;
    }

    private void Close(int input)
    {
        bytesRead[input] = readers[input].BytesRead;
        readers[input].Dispose();
    }

    private void SiftDown((long, int) entry)
    {
        var at = 0;
        for (var child = 1; child < count; child = 2 * at + 1)
        {
            if (child + 1 < count && heap[child + 1].CompareTo(heap[child]) < 0) child++;
            if (entry.CompareTo(heap[child]) <= 0) break;
            heap[at] = heap[child];
            at = child;
        }
        heap[at] = entry;
    }
}
