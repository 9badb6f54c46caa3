using System.Runtime.ExceptionServices;

namespace SipTrace.Wire.Bytes;

/// <summary>A thread that does one job each time it is asked to, while the one that asks goes on. Asking and waiting allocate nothing.</summary>
public sealed class SideThread : IDisposable
{
    // A monitor and no spinning: on a machine with two busy cores a thread that spins takes its time from one that works.
    private readonly object gate = new();
    private readonly Action job;
    private ExceptionDispatchInfo? failure;
    private bool isAsked, isBusy, isEnding;

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
        lock (gate)
        {
            isBusy = isAsked = true;
            Monitor.PulseAll(gate);
        }
    }

    /// <summary>Waits until the job is done; does not wait where none was asked for.</summary>
    public void Wait()
    {
        ExceptionDispatchInfo? thrown;
        lock (gate)
        {
            while (isBusy) Monitor.Wait(gate);
            thrown = failure;
            failure = null;
        }
        thrown?.Throw();
    }

    /// <summary>Lets the job end, and the thread.</summary>
    public void Dispose()
    {
        lock (gate)
        {
            while (isBusy) Monitor.Wait(gate);
            isEnding = true;
            Monitor.PulseAll(gate);
        }
    }

    private void Run()
    {
        while (IsAskedAgain())
        {
            ExceptionDispatchInfo? thrown = null;
            try
            {
                job();
            }
            catch (Exception e)
            {
                thrown = ExceptionDispatchInfo.Capture(e);
            }
            lock (gate)
            {
                isBusy = false;
                failure = thrown;
                Monitor.PulseAll(gate);
            }
        }
    }

    private bool IsAskedAgain()
    {
        lock (gate)
        {
            while (!isAsked && !isEnding) Monitor.Wait(gate);
            isAsked = false;
            return !isEnding;
        }
    }
}
