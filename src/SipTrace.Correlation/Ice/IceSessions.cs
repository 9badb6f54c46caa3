using SipTrace.Correlation.Media;
using SipTrace.Correlation.Sip;
using SipTrace.Wire.Bytes;
using SipTrace.Wire.Sdp;

namespace SipTrace.Correlation.Ice;

/// <summary>
/// The ICE sessions of a trace, made on demand call by call. A check finds its session by USERNAME; where SDP announced only one of its ufrags,
/// by that one; else by its addresses; else its pair of ufrags makes a session of its own.
/// </summary>
public sealed class IceSessions
{
    private readonly Trace trace;

    /// <summary>Prepares the look-ups over a trace that is complete, or will not change meanwhile.</summary>
    public IceSessions(Trace trace)
        : this(trace, MediaIndex.Of(trace))
    {
    }

    /// <summary>The sessions of a trace whose look-ups stand already.</summary>
    public IceSessions(Trace trace, MediaIndex media)
    {
        this.trace = trace;
        Media = media;
    }

    /// <summary>Which checks and streams belong to which call.</summary>
    public MediaIndex Media { get; }

    /// <summary>Whether a call has anything of ICE, in SDP or on the wire.</summary>
    public bool HasIce(Call call) => Media.Checks.Of(call).Count > 0
        || call.Announcements.Any(a => a.Media.Any(line => line.Ufrag is not null || line.HasCandidates));

    /// <summary>The sessions of a call, in the order of their offers and m= lines.</summary>
    public IReadOnlyList<IceSession> Of(Call call) => HasIce(call) ? Of(CallTranscript.Read(trace, call)) : [];

    /// <summary>The sessions of a call that is read already.</summary>
    public IReadOnlyList<IceSession> Of(CallTranscript transcript)
    {
        if (!HasIce(transcript.Call)) return [];
        var sessions = new SessionReader(transcript.Call).Read(transcript);
        foreach (var pair in Media.Checks.Of(transcript.Call)) Assign(pair, sessions, transcript.Call);
        var sockets = LinksOf(sessions);
        var passwords = new IcePasswords(transcript);
        foreach (var session in sessions) Complete(session, sockets, passwords);
        return sessions;
    }

    /// <summary>The sessions that no signalling was seen for, in the order of their first checks.</summary>
    public IReadOnlyList<IceSession> WithoutSignalling()
    {
        List<IceSession> sessions = [];
        var byUfrags = new Dictionary<(string, string), IceSession>();
        foreach (var pair in Media.Checks.Strays)
        {
            if (byUfrags.TryGetValue((pair.Receiver, pair.Sender), out var session))
            {
                session.Transactions.AddRange(trace.Stun.TransactionsOf(pair));
                continue;
            }
            session = Stray(pair, null);
            byUfrags.TryAdd((pair.Receiver, pair.Sender), session);
            byUfrags.TryAdd((pair.Sender, pair.Receiver), session);
            sessions.Add(session);
        }
        foreach (var session in sessions) Complete(session, LinksOf([session]), new IcePasswords(null));
        return sessions;
    }

    /// <summary>The mapped addresses that STUN and TURN servers told a socket.</summary>
    internal IReadOnlyList<Endpoint> MappingsOf(Endpoint socket) => Media.MappingsOf(socket);

    private void Assign(UfragPair pair, List<IceSession> sessions, Call call)
    {
        var (sender, receiver) = (pair.Sender, pair.Receiver);
        var fitting = sessions.FindAll(session => IsOf(session, sender, receiver) || IsOf(session, receiver, sender));
        if (fitting.Count == 0) fitting = sessions.FindAll(session => HasUfrag(session, sender) || HasUfrag(session, receiver));
        if (fitting.Count == 0) fitting = sessions;
        if (fitting.Count == 0) sessions.Add(Stray(pair, call));
        else if (fitting.Count == 1) fitting[0].Transactions.AddRange(trace.Stun.TransactionsOf(pair));
        else
        {
            foreach (var index in trace.Stun.TransactionsOf(pair)) ByAddress(fitting, trace.Stun.Transactions[index]).Transactions.Add(index);
        }
    }

    // Several m= lines may share one pair of ufrags: the receiver's address tells which, else the sender's.
    private IceSession ByAddress(List<IceSession> sessions, in StunTransaction transaction)
    {
        foreach (var index in (ReadOnlySpan<int>)[transaction.Destination, transaction.Source, transaction.Mapped])
        {
            if (index < 0) continue;
            var endpoint = trace.Endpoints[index];
            foreach (var session in sessions)
            {
                if (session.Has(endpoint, IceSide.Offerer) || session.Has(endpoint, IceSide.Answerer)) return session;
            }
        }
        return sessions[0];
    }

    private IceSession Stray(UfragPair pair, Call? call)
    {
        ref var first = ref trace.Stun.Transactions[pair.First];
        var isControlled = (first.Flags & StunFlags.Controlled) != 0;
        var session = new IceSession(new IceAgent(isControlled ? pair.Receiver : pair.Sender))
        {
            Call = call,
            Answerer = new IceAgent(isControlled ? pair.Sender : pair.Receiver),
            Started = first.Time,
        };
        session.Transactions.AddRange(trace.Stun.TransactionsOf(pair));
        return session;
    }

    private void Complete(IceSession session, SocketLinks sockets, IcePasswords passwords)
    {
        session.Sockets = sockets;
        session.Transactions.Sort((a, b) => trace.Stun.Transactions[a].Time.CompareTo(trace.Stun.Transactions[b].Time) is var order and not 0 ? order : a.CompareTo(b));
        var selection = new SelectionReader(trace, session);
        selection.ReadRoles();
        var pairs = new PairReader(trace, session, Media.Relays, passwords).Read();
        session.Components = session.MediaIndex is null ? [.. pairs.Select(p => p.Component).Distinct().Order().DefaultIfEmpty(1)] : OutcomeReader.ComponentsOf(session);
        session.SeenPairs = pairs;
        selection.ReadSelection();
        var outcome = new OutcomeReader(trace, session);
        outcome.ReadOutcome();
        outcome.ReadMedia(Media.StreamEnds, Media.Relays);
    }

    private SocketLinks LinksOf(List<IceSession> sessions)
    {
        var links = new SocketLinks();
        foreach (var session in sessions)
        {
            foreach (var candidate in session.Candidates)
            {
                if (candidate.Type != CandidateType.Relay) links.Link(candidate.Endpoint, candidate.RelatedEndpoint);
                LinkMappings(links, candidate.Endpoint);
            }
            foreach (var index in session.Transactions)
            {
                ref var transaction = ref trace.Stun.Transactions[index];
                LinkMappings(links, trace.Endpoints[transaction.Source]);
                if (transaction is { IsSuccess: true, Mapped: >= 0, Relay: 0 }) links.Link(trace.Endpoints[transaction.Source], trace.Endpoints[transaction.Mapped]);
            }
        }
        return links;
    }

    private void LinkMappings(SocketLinks links, Endpoint socket)
    {
        foreach (var mapped in Media.MappingsOf(socket)) links.Link(socket, mapped);
    }

    private static bool IsOf(IceSession session, string one, string other) => session.Offerer.Ufrag == one && session.Answerer?.Ufrag == other;

    private static bool HasUfrag(IceSession session, string ufrag) => session.Offerer.Ufrag == ufrag || session.Answerer?.Ufrag == ufrag;
}
