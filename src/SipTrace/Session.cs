using System.Collections.Concurrent;
using SipTrace.Capture;
using SipTrace.Capture.Live;
using SipTrace.Correlation;
using SipTrace.Wire.Bytes;

namespace SipTrace;

/// <summary>A source of frames, a correlator, and the one thread that takes frames from the one to the other. Whoever wants to know something
/// asks, and is answered between two batches; so there are no locks.</summary>
/// <param name="source">Where frames come from; disposed with the session.</param>
/// <param name="correlator">Where they go.</param>
/// <param name="garbage">What keeps memory near what is remembered, where that has a bound.</param>
internal sealed class Session(FrameSource source, Correlator correlator, GarbageBound? garbage = null) : IDisposable
{
    private const int MostFrames = 1024, FramesPerGlance = 16;
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan TickInterval = TimeSpan.FromSeconds(1);

    private readonly LiveSource? live = source as LiveSource;
    private readonly ConcurrentQueue<Action> questions = new();
    private readonly ManualResetEventSlim asked = new();
    private Thread? thread;
    private long nextTick;
    private volatile bool isStopped, isComplete;

    /// <summary>Sees each frame first.</summary>
    public event FrameTap? Taken;

    /// <summary>About each second, and at the end, with the present moment on the frames' clock.</summary>
    public event Action<Timestamp>? Ticked;

    /// <summary>Whether frames come from a wire and not from a file.</summary>
    public bool IsLive => live is not null;

    /// <summary>Whether all frames were taken.</summary>
    public bool IsComplete => isComplete;

    /// <summary>Takes frames on a thread of its own, and answers questions there until the session is disposed.</summary>
    public void Start()
    {
        thread = new Thread(() =>
        {
            Run();
            while (!isStopped)
            {
                asked.Wait();
                asked.Reset();
                Answer();
            }
        })
        { IsBackground = true, Name = "session" };
        thread.Start();
    }

    /// <summary>Takes frames on the calling thread until there are no more.</summary>
    public void Run()
    {
        var mayFollow = true;
        while (mayFollow && !isStopped)
        {
            mayFollow = TakeBatch();
            Answer();
            if (Environment.TickCount64 < nextTick) continue;
            nextTick = Environment.TickCount64 + (long)TickInterval.TotalMilliseconds;
            if (live is not null) correlator.Advance(live.Now);
            Ticked?.Invoke(Now);
            garbage?.Keep();
        }
        foreach (var _ in correlator.CompleteInSteps()) Answer();
        isComplete = true;
        Ticked?.Invoke(Now);
    }

    /// <summary>Asks the session's thread, and waits for its answer: a copy, for the trace goes on changing.</summary>
    public T Ask<T>(Func<Trace, T> question)
    {
        if (thread is null || thread == Thread.CurrentThread) return question(correlator.Trace);
        return Enqueue(question).GetAwaiter().GetResult();
    }

    /// <summary>
    /// Asks what takes long, and does not wait. Once all frames were taken the trace changes no more: another thread answers then, and short questions need not
    /// wait for it.
    /// </summary>
    public Task<T> AskAside<T>(Func<Trace, T> question)
    {
        if (isComplete) return Task.Run(() => question(correlator.Trace));
        return thread is null ? Task.FromResult(question(correlator.Trace)) : Enqueue(question);
    }

    /// <summary>Ends it; what was read can no longer be asked for.</summary>
    public void Dispose()
    {
        isStopped = true;
        live?.Stop();
        asked.Set();
        thread?.Join();
        source.Dispose();
        asked.Dispose();
    }

    private Task<T> Enqueue<T>(Func<Trace, T> question)
    {
        var answer = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        questions.Enqueue(() =>
        {
            try
            {
                answer.SetResult(question(correlator.Trace));
            }
            catch (Exception problem) // it is the asker's, and thrown on the asker's thread
            {
                answer.SetException(problem);
            }
        });
        asked.Set();
        live?.Wake();
        return answer.Task;
    }

    private Timestamp Now => live?.Now ?? source.CurrentTime;

    // Whoever asks waits for a few frames only.
    private bool TakeBatch()
    {
        for (var taken = 0; taken < MostFrames; taken++)
        {
            if (live is null ? !source.MoveNext() : !live.TryMoveNext(taken == 0 ? Patience : TimeSpan.Zero)) return live is { IsEnded: false };
            var frame = source.Current;
            Taken?.Invoke(frame);
            correlator.Take(frame);
            if (taken % FramesPerGlance == FramesPerGlance - 1 && !questions.IsEmpty) break;
        }
        return true;
    }

    private void Answer()
    {
        while (questions.TryDequeue(out var question)) question();
    }
}
