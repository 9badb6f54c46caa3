using SipTrace.Capture.Live;
using SipTrace.Correlation;
using SipTrace.Correlation.Sip;
using SipTrace.Wire;
using SipTrace.Wire.Bytes;
using SipTrace.Wire.Ip;

namespace SipTrace;

/// <summary>Finds the packets of calls among the stored frames: those of their messages, and those between the endpoints that they announced.</summary>
internal sealed class StoredCalls(FrameStore store, Trace trace)
{
    /// <summary>Gives the frames of some calls from one position of the store to another, in the order of capture.</summary>
    public void Copy(IReadOnlySet<Call> calls, long from, long to, FrameTap taker, bool withMedia = true)
    {
        if (calls.Count == 0 || from >= to) return;
        var messages = FramesOf(calls);
        using var frames = store.Read(from);
        while (frames.MoveNext() && frames.BytesRead <= to)
        {
            var frame = frames.Current;
            if (messages.Contains((frame.File, frame.Number)) || withMedia && IsMedia(frame, calls)) taker(frame);
        }
    }

    private HashSet<(int File, int Frame)> FramesOf(IReadOnlySet<Call> calls)
    {
        var found = new HashSet<(int, int)>();
        foreach (var call in calls)
        {
            foreach (var index in trace.MessagesOf(call))
            {
                var message = trace.Messages[index];
                foreach (var frame in trace.FramesOf(message)) found.Add((message.File, frame));
            }
        }
        return found;
    }

    private bool IsMedia(in Frame frame, IReadOnlySet<Call> calls) =>
        Layers.TryPeel(frame, out var packet, out _) && packet is { Protocol: IpProtocol.Udp, IsFragment: false }
        && trace.Media.TryFind(packet.Source, packet.Destination, out var claim, out _) && calls.Contains(claim.Call);
}
