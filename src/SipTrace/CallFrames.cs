using SipTrace.Capture.Files;
using SipTrace.Capture.Live;
using SipTrace.Commands;
using SipTrace.Correlation;
using SipTrace.Correlation.Sip;

namespace SipTrace;

/// <summary>The raw frames of calls that are looked at: out of their files again, or out of the store of a live capture.</summary>
/// <param name="captures">The files; none where packets come from a wire.</param>
/// <param name="store">The latest frames of the wire; null for files.</param>
internal sealed class CallFrames(CaptureSet captures, FrameStore? store)
{
    /// <summary>Why there are none; null where there are.</summary>
    /// <param name="session">The session that took them.</param>
    public string? Lack(Session session)
    {
        if (store is not null) return store.Failure is { } failure ? $"the store of frames cannot be written: {failure}" : null;
        return !session.IsComplete ? "wait until everything is read" : captures.CanReadTwice ? null : "with --no-spool the input cannot be read again";
    }

    /// <summary>Gives the frames of calls, in the order of capture. Of a live capture on the session's thread.</summary>
    public void Copy(Trace trace, IReadOnlyList<Call> calls, bool withMedia, FrameTap taker)
    {
        if (calls.Count == 0) return;
        if (store is not null)
        {
            new StoredCalls(store, trace).Copy(calls.ToHashSet(), store.PositionAt(calls.Min(call => call.Started)), store.End, taker, withMedia);
            return;
        }
        var wanted = new CallPackets(trace, calls, withMedia);
        using var frames = captures.Read();
        while (frames.MoveNext())
        {
            var frame = frames.Current;
            if (wanted.Wants(frame, out _)) taker(frame);
        }
    }
}
