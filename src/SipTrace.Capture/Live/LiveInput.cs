namespace SipTrace.Capture.Live;

/// <summary>Something that brings frames as they happen: it has a thread that does nothing but copy them into <see cref="Ring"/>.</summary>
internal abstract class LiveInput(string name, int ringBytes) : IDisposable
{
    private Thread? thread;
    private AutoResetEvent? arrived;

    /// <summary>Its name as a capture point.</summary>
    public string Name => name;

    /// <summary>What was received and not read yet.</summary>
    public FrameRing Ring { get; } = new(ringBytes);

    /// <summary>Frames of this input given to the reader; wraps round to 1 after 2^31 of them.</summary>
    public int Number { get; set; }

    /// <summary>Frames that were lost before they came here, as far as the system tells.</summary>
    public virtual long LostBefore => 0;

    /// <summary>What came and was not taken, because it is not what is wanted here.</summary>
    public virtual long Refused => 0;

    /// <summary>Whether nothing more will come.</summary>
    public bool IsFinished { get; private set; }

    /// <summary>What there is to say about it now: told once, null where there is nothing new.</summary>
    public string? News { get; set; }

    /// <summary>Whether it was told to end.</summary>
    protected bool IsStopping { get; private set; }

    /// <summary>Begins to receive, on a thread of its own.</summary>
    /// <param name="signal">Set when frames have arrived.</param>
    public void Start(AutoResetEvent signal)
    {
        arrived = signal;
        thread = new Thread(() =>
        {
            Receive();
            IsFinished = true;
            signal.Set();
        })
        { IsBackground = true, Name = "capture " + name };
        thread.Start();
    }

    /// <summary>Ends it, and waits for its thread.</summary>
    public void Dispose()
    {
        IsStopping = true;
        Interrupt();
        // A thread that waits for a pipe cannot be woken; it ends with the process.
        if (thread is null || thread.Join(TimeSpan.FromSeconds(2))) Close();
    }

    /// <summary>Receives until it is told to end.</summary>
    protected abstract void Receive();

    /// <summary>Wakes the thread where it waits for the system.</summary>
    protected abstract void Interrupt();

    /// <summary>Gives back what it holds of the system. Its thread has ended.</summary>
    protected abstract void Close();

    /// <summary>Tells the reader that frames have arrived.</summary>
    protected void Signal() => arrived!.Set();
}
