using System.Diagnostics;
using SipTrace.Capture.Hep;
using SipTrace.Wire.Bytes;

namespace SipTrace.Capture.Live;

/// <summary>Frames as they happen, of one or several devices, the earliest of those that have arrived first. Nothing of them can be read
/// again.</summary>
public sealed class LiveSource : FrameSource
{
    private readonly List<LiveInput> inputs = [];
    private readonly AutoResetEvent arrived = new(false);
    private LiveInput? current;
    private Timestamp lastTime;
    private long lastArrival;
    private volatile bool isStopped;

    private LiveSource()
    {
    }

    /// <summary>Opens all devices; none is read before <see cref="Start"/>.</summary>
    /// <exception cref="UserError">One of them cannot be opened.</exception>
    public static LiveSource Open(LiveOptions options)
    {
        var source = new LiveSource();
        try
        {
            foreach (var device in options.Devices) source.inputs.Add(LiveInterface.Open(device, options));
            foreach (var address in options.HepListeners) source.inputs.Add(HepListener.Open(address, options.HepKey));
            foreach (var file in options.Files) source.inputs.Add(FileInput.Open(file, options.FollowsFiles));
            return source;
        }
        catch (UserError)
        {
            source.Dispose();
            throw;
        }
    }

    /// <summary>The names of the capture points, by <see cref="Frame.Point"/>.</summary>
    public IReadOnlyList<string> Points => inputs.ConvertAll(input => input.Name);

    /// <summary>Whether a capture point is where HEP is received.</summary>
    public bool IsHep(int point) => point < inputs.Count && inputs[point] is HepListener;

    /// <summary>Frames given to the reader so far.</summary>
    public long Frames { get; private set; }

    /// <summary>Frames that were lost before they reached this program (the kernel's buffer was full).</summary>
    public long KernelDrops => inputs.Sum(input => input.LostBefore);

    /// <summary>Packets that came as HEP and were none, or had the wrong key: nothing is lost with them.</summary>
    public long Refused => inputs.Sum(input => input.Refused);

    /// <summary>Frames that were lost within this program, because reading was slower than the wire.</summary>
    public long OwnDrops => inputs.Sum(input => input.Ring.Dropped);

    /// <summary>The present moment on the frames' clock: the last frame's time and what has passed since it came.</summary>
    public Timestamp Now => current is null && Frames == 0
        ? new Timestamp((DateTime.UtcNow - DateTime.UnixEpoch).Ticks * 100)
        : lastTime + Stopwatch.GetElapsedTime(lastArrival);

    /// <inheritdoc/>
    public override Frame Current => current!.Ring.Read(current.Number, inputs.IndexOf(current));

    /// <inheritdoc/>
    public override Timestamp CurrentTime => lastTime;

    /// <inheritdoc/>
    public override long BytesRead => 0;

    /// <inheritdoc/>
    public override long TotalBytes => 0;

    /// <summary>Begins to receive.</summary>
    public void Start()
    {
        foreach (var input in inputs) input.Start(arrived);
    }

    /// <summary>Goes to the next frame, or gives up after a time: then <see cref="IsEnded"/> tells whether any may follow.</summary>
    public bool TryMoveNext(TimeSpan patience)
    {
        current?.Ring.Release();
        current = null;
        if (!isStopped && !TryFind() && (!arrived.WaitOne(patience) || isStopped || !TryFind())) return false;
        if (current is null) return false;
        current.Number = current.Number == int.MaxValue ? 1 : current.Number + 1;
        Frames++;
        return true;
    }

    /// <summary>Whether no frame will follow.</summary>
    public bool IsEnded => isStopped || inputs.TrueForAll(input => input.IsFinished && !input.Ring.TryPeek(out _));

    /// <inheritdoc/>
    public override bool MoveNext()
    {
        while (!TryMoveNext(TimeSpan.FromSeconds(1)))
        {
            if (IsEnded) return false;
        }
        return true;
    }

    /// <summary>Makes the reader stop waiting for a frame. Any thread may call it.</summary>
    public void Wake() => arrived.Set();

    /// <summary>Ends it: no frame follows. Any thread may call it.</summary>
    public void Stop()
    {
        isStopped = true;
        arrived.Set();
    }

    /// <summary>What is new about the inputs (gone, back again), once; for people.</summary>
    public IEnumerable<string> TakeNews()
    {
        foreach (var input in inputs)
        {
            if (input.News is not { } news) continue;
            input.News = null;
            yield return news;
        }
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        isStopped = true;
        foreach (var input in inputs) input.Dispose();
        arrived.Dispose();
    }

    private bool TryFind()
    {
        var earliest = new Timestamp(long.MaxValue);
        foreach (var input in inputs)
        {
            if (!input.Ring.TryPeek(out var time) || time >= earliest) continue;
            (current, earliest) = (input, time);
        }
        if (current is null) return false;
        (lastTime, lastArrival) = (earliest, Stopwatch.GetTimestamp());
        return true;
    }
}
