using System.Runtime.CompilerServices;
using SipTrace.Capture;
using SipTrace.Capture.Files;
using SipTrace.Capture.Live;
using SipTrace.Correlation;
using SipTrace.Correlation.Sip;
using SipTrace.Where;
using SipTrace.Wire.Bytes;

namespace SipTrace.Commands;

/// <summary>Writes what is captured to files: all of it, or the packets of the calls for which an expression holds.</summary>
internal sealed class WatchWriter : IDisposable
{
    private const int Chosen = int.MaxValue;
    private static readonly TimeSpan EndsAfter = TimeSpan.FromSeconds(30);

    private readonly Job job;
    private readonly Trace trace;
    private readonly Condition? condition;
    private readonly FrameStore? store;
    private readonly StoredCalls? stored;
    private readonly HashSet<Call> active = [];
    private readonly ConditionalWeakTable<Call, StrongBox<int>> judged = [];      // the revision that the expression was last tried on
    private RotatingWriter? writer;
    private long done;
    private volatile bool mustRotate;

    /// <summary>Begins to write the file of -w.</summary>
    public WatchWriter(Job job, LiveSource source, Trace trace)
    {
        var arguments = job.Arguments.Live;
        (this.job, this.trace) = (job, trace);
        if (arguments.OnlyCalls is { } expression) condition = WhereParser.Parse(expression);
        var options = new RotationOptions(arguments.RotateSize, arguments.RotateTime, arguments.KeepFiles);
        writer = new RotatingWriter(job.Arguments.Write!, point => point < source.Points.Count ? source.Points[point] : null, options, source.Now);
        if (condition is null) return;
        store = new FrameStore(arguments.Store);
        stored = new StoredCalls(store, trace);
    }

    /// <summary>Frames written.</summary>
    public long Frames { get; private set; }

    /// <summary>Takes a frame.</summary>
    public void Take(in Frame frame)
    {
        if (store is null) Write(frame);
        else store.Add(frame);
    }

    /// <summary>Begins another file soon. Any thread may call it.</summary>
    public void Rotate() => mustRotate = true;

    /// <summary>Writes what calls brought, and passes all on to the disk.</summary>
    public void Update(Timestamp now)
    {
        if (writer is null) return;
        try
        {
            if (stored is not null) WriteCalls(now);
            if (mustRotate) writer?.Rotate(now);
            mustRotate = false;
            writer?.Flush();
        }
        catch (UserError problem)
        {
            Stop(problem);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        try
        {
            writer?.Dispose();
        }
        catch (UserError problem)
        {
            Stop(problem);
        }
        store?.Dispose();
    }

    private void WriteCalls(Timestamp now)
    {
        if (store!.Failure is { } failure) throw new UserError($"the store of frames cannot be written: {failure}");
        var fields = new CallFields(trace);
        var newcomers = trace.Calls.Where(call => IsNewcomer(call, fields)).ToHashSet();
        if (newcomers.Count > 0) stored!.Copy(newcomers, store.PositionAt(newcomers.Min(call => call.Started)), done, Write);
        active.UnionWith(newcomers);
        var end = store.End;
        stored!.Copy(active, done, end, Write);
        done = end;
        active.RemoveWhere(call => call.Ended is not null && now - call.LastSeen > EndsAfter);
    }

    private bool IsNewcomer(Call call, CallFields fields)
    {
        var last = judged.GetValue(call, _ => new StrongBox<int>(-1));
        if (last.Value == call.Revision || last.Value == Chosen) return false;
        var holds = condition!.Holds(call, new FieldReader<Call>(fields.Read));
        last.Value = holds ? Chosen : call.Revision;
        return holds;
    }

    private void Write(in Frame frame)
    {
        if (writer is null) return;
        try
        {
            writer.Write(frame);
            Frames++;
        }
        catch (UserError problem)
        {
            Stop(problem);
        }
    }

    // What is watched goes on without being written.
    private void Stop(UserError problem)
    {
        job.Note($"{problem.Message}; nothing more is written, watching goes on");
        writer = null;
    }
}
