using SipTrace.Correlation.Rtp;
using SipTrace.Wire.Bytes;

namespace SipTrace.Correlation.Ice;

/// <summary>Judges how a session went, and whether media went where it said.</summary>
internal sealed class OutcomeReader(Trace trace, IceSession session)
{
    /// <summary>After so long without a check none is awaited.</summary>
    public static readonly TimeSpan Silence = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(2);

    /// <summary>The components that both sides need.</summary>
    public static IReadOnlyList<int> ComponentsOf(IceSession session)
    {
        if (session.Answerer is not { } answerer || (session.Offerer.IsRtcpMux && answerer.IsRtcpMux)) return [1];
        var components = session.Offerer.Candidates.Select(c => c.Component).Intersect(answerer.Candidates.Select(c => c.Component)).Order().ToArray();
        return components.Length > 0 ? components : [1];
    }

    public void ReadOutcome()
    {
        foreach (var pair in session.SeenPairs)
        {
            if (pair.Started is { } started && (session.FirstCheck is not { } check || started < check)) session.FirstCheck = started;
            if (pair.FirstSuccess is { } success && (session.FirstSuccess is not { } first || success < first)) session.FirstSuccess = success;
        }
        session.Outcome = Outcome();
    }

    private IceOutcome Outcome()
    {
        if (session.Offerer.SaysMismatch || session.Answerer?.SaysMismatch == true) return IceOutcome.Mismatch;
        if (session.Answerer is null && session.FirstCheck is null) return session.Offerer.Ufrag.Length > 0 || session.Offerer.Candidates.Count > 0 ? IceOutcome.OfferedOnly : IceOutcome.None;
        if (session.Nominated is not null || (session.FirstCheck is null && session.HasUpdatedOffer)) return IceOutcome.Completed;
        if (session.FirstCheck is null) return IceOutcome.Running;
        var last = session.SeenPairs.Max(pair => pair.LastCheck);
        var isOver = session.Call is { Ended: not null } || (trace.Statistics.Last is { } end && end - last > Silence);
        return isOver ? IceOutcome.Failed : IceOutcome.Running;
    }

    /// <summary>Looks at the media between the agents.</summary>
    public void ReadMedia(StreamIndex streams, RelayClients relays)
    {
        var ends = Ends();
        // What a relay carries has the client's own socket as one end.
        if (relays.HasAny)
        {
            foreach (var end in ends.ToArray()) ends.UnionWith(relays.ClientsOf(end));
        }
        var selected = session.Selected.FirstOrDefault(pair => pair.Component == 1);
        bool isOn = false, isOff = false;
        foreach (var stream in streams.Between(ends))
        {
            if (stream.LastTime < session.Started) continue;
            var isNew = stream.FirstTime >= session.Started;
            if (isNew && (session.FirstRtp is not { } first || stream.FirstTime < first)) session.FirstRtp = stream.FirstTime;
            if (selected is null || stream.LastTime < selected.NominatedAt) continue;
            if (IsOn(stream, selected)) isOn = true;
            else if (stream.LastTime - selected.NominatedAt > Grace) isOff = true;
        }
        if (isOn || isOff) session.MediaFollowedSelection = !isOff;
    }

    private HashSet<Endpoint> Ends()
    {
        var ends = new HashSet<Endpoint>(session.Offerer.Candidates.Count + (session.Answerer?.Candidates.Count ?? 0)
            + 3 * session.SeenPairs.Count + 2);
        foreach (var candidate in session.Candidates) Add(candidate.Endpoint);
        foreach (var pair in session.SeenPairs)
        {
            Add(pair.From);
            Add(pair.To);
            Add(pair.Mapped);
        }
        Add(session.Offerer.Default);
        if (session.Answerer is { } answerer) Add(answerer.Default);
        return ends;

        void Add(Endpoint end)
        {
            if (!end.IsNone && end.Port > 0) ends.Add(end);
        }
    }

    private bool IsOn(RtpStream stream, SelectedPair selected)
    {
        var (source, destination) = (stream.Key.Source, stream.Key.Destination);
        if (stream.Key.Relay == 0) return IsBetween(selected.Offerer, selected.Answerer) || IsBetween(selected.Answerer, selected.Offerer);
        var relay = trace.Relays[stream.Key.Relay];
        var peer = relay == selected.Offerer ? selected.Answerer : relay == selected.Answerer ? selected.Offerer : default;
        return !peer.IsNone && (session.Sockets.AreSame(source, peer) || session.Sockets.AreSame(destination, peer));

        bool IsBetween(Endpoint one, Endpoint other) => session.Sockets.AreSame(source, one) && session.Sockets.AreSame(destination, other);
    }
}
