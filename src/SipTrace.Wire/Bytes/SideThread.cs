using System.Runtime.ExceptionServices;

namespace SipTrace.Wire.Bytes;

/// <summary>A thread that does one job each time it is asked to, while the one that asks goes on. Asking and waiting allocate nothing.</summary>
public sealed class SideThread : IDisposable
{
    private readonly SemaphoreSlim asked = new(0), done = new(0);
    private readonly Action job;
    private ExceptionDispatchInfo? failure;
    private bool isBusy, isEnding;

    /// <summary>A thread that waits to be asked.</summary>
    /// <param name="name">What debuggers call it.</param>
    /// <param name="job">What it does. What it throws, <see cref="Wait"/> throws.</param>
    public SideThread(string name, Action job)
    {
        this.job = job;
        new Thread(Run) { IsBackground = true, Name = name }.Start();
    }

    /// <summary>Asks for the job to be done once more, after the time before is over.</summary>
    public void Start()
    {
        Wait();
        isBusy = true;
        asked.Release();
    }

    /// <summary>Waits until the job is done; does not wait where none was asked for.</summary>
    public void Wait()
    {
        if (!isBusy) return;
        done.Wait();
        isBusy = false;
        var thrown = failure;
        failure = null;
        thrown?.Throw();
    }

    /// <summary>Lets the job end, and the thread.</summary>
    public void Dispose()
    {
        if (isEnding) return;
        if (isBusy) done.Wait();
        isBusy = false;
        isEnding = true;
        asked.Release();
    }

    private void Run()
    {
        while (true)
        {
            asked.Wait();
            if (isEnding) return;
            try
            {
                job();
            }
            catch (Exception e)
            {
                failure = ExceptionDispatchInfo.Capture(e);
            }
            done.Release();
        }
    }
}
