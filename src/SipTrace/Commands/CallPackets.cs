using SipTrace.Correlation;
using SipTrace.Correlation.Sip;
using SipTrace.Wire.Bytes;

namespace SipTrace.Commands;

/// <summary>Tells which frames belong to chosen calls: those that carried their messages, and what passed between the sockets of their media.</summary>
internal sealed class CallPackets
{
    private readonly Dictionary<(int File, int Frame), int> messages = [];
    private readonly MediaPaths? media;

    /// <summary>The packets of some calls.</summary>
    /// <param name="trace">What was learned.</param>
    /// <param name="calls">The calls.</param>
    /// <param name="withMedia">Whether RTP, RTCP, STUN and TURN are wanted too.</param>
    public CallPackets(Trace trace, IReadOnlyList<Call> calls, bool withMedia)
    {
        foreach (var call in calls)
        {
            foreach (var index in trace.MessagesOf(call))
            {
                var message = trace.Messages[index];
                foreach (var frame in trace.FramesOf(message)) messages.TryAdd((message.File, frame), call.Number);
            }
        }
        if (withMedia) media = new MediaPaths(trace, calls);
    }

    /// <summary>Whether no other frame than those of messages is wanted, and how many those are.</summary>
    public bool IsOnlySignalling(out int frames)
    {
        frames = messages.Count;
        return media is null;
    }

    /// <summary>Whether a frame is wanted, and the number of its call.</summary>
    public bool Wants(in Frame frame, out int call) =>
        messages.TryGetValue((frame.File, frame.Number), out call) || (media is not null && media.TryFind(frame, out call));
}
