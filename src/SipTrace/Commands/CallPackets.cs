using SipTrace.Correlation;
using SipTrace.Correlation.Ice;
using SipTrace.Correlation.Sip;
using SipTrace.Wire;
using SipTrace.Wire.Bytes;

namespace SipTrace.Commands;

/// <summary>Tells which frames belong to chosen calls: those that carried their messages, and what passed between the sockets of their media.</summary>
internal sealed class CallPackets
{
    // Allocations come before the call, the last reports after BYE.
    private static readonly TimeSpan Margin = TimeSpan.FromSeconds(5);

    private readonly Dictionary<(int File, int Frame), int> messages = [];
    private readonly Dictionary<(Endpoint, Endpoint), List<Call>> sockets = [];

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
        if (withMedia) AddMedia(trace, calls);
    }

    /// <summary>Whether no other frame than those of messages is wanted, and how many those are.</summary>
    public bool IsOnlySignalling(out int frames)
    {
        frames = messages.Count;
        return sockets.Count == 0;
    }

    /// <summary>Whether a frame is wanted, and the number of its call.</summary>
    public bool Wants(in Frame frame, out int call)
    {
        if (messages.TryGetValue((frame.File, frame.Number), out call)) return true;
        if (sockets.Count == 0 || !Layers.TryPeel(frame, out var packet, out _)) return false;
        if (!sockets.TryGetValue((packet.Source, packet.Destination), out var candidates)) return false;
        foreach (var candidate in candidates)
        {
            if (frame.Time - candidate.Started < -Margin || frame.Time - candidate.LastSeen > Margin) continue;
            call = candidate.Number;
            return true;
        }
        return false;
    }

    private void AddMedia(Trace trace, IReadOnlyList<Call> calls)
    {
        var wanted = calls.ToHashSet();
        foreach (var stream in trace.Rtp.Streams)
        {
            if (stream.Call is not { } call || !wanted.Contains(call)) continue;
            var (source, destination) = (stream.Key.Source, stream.Key.Destination);
            Add(source, destination, call);
            Add(source.WithPort((ushort)(source.Port + 1)), destination.WithPort((ushort)(destination.Port + 1)), call);
        }
        var ice = new IceSessions(trace);
        foreach (var call in calls)
        {
            foreach (var pair in ice.Of(call).SelectMany(session => session.Pairs)) Add(pair.From, pair.To, call);
            // What a relay carries passes between the client and the server.
            foreach (var allocation in IceCommand.AllocationsOf(trace, [call])) Add(allocation.Client, allocation.Server, call);
        }
    }

    private void Add(Endpoint one, Endpoint other, Call call)
    {
        foreach (var way in ((Endpoint, Endpoint)[])[(one, other), (other, one)])
        {
            if (!sockets.TryGetValue(way, out var users)) sockets.Add(way, users = []);
            if (!users.Contains(call)) users.Add(call);
        }
    }
}
