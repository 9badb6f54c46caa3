using SipTrace.Correlation.Media;
using SipTrace.Correlation.Sip;
using SipTrace.Wire.Bytes;
using SipTrace.Wire.Sdp;

namespace SipTrace.Correlation.Ice;

/// <summary>
/// ICE for one m= line of one dialog, from one pair of ufrags to the next (RFC 8445): both agents, the checks of both, and how it ended. Where no
/// signalling is seen, a pair of ufrags makes a session without a call. Made on demand by <see cref="IceSessions"/>.
/// </summary>
public sealed class IceSession
{
    internal IceSession(IceAgent offerer) => Offerer = offerer;

    /// <summary>The call; null where no signalling is seen.</summary>
    public Call? Call { get; internal init; }

    /// <summary>The exchange that began it; null where no signalling is seen.</summary>
    public Negotiation? Negotiation { get; internal set; }

    /// <summary>To tag of the dialog; empty while no answer made one.</summary>
    public string DialogTag { get; internal set; } = "";

    /// <summary>Index of the m= line; null where no signalling is seen.</summary>
    public int? MediaIndex { get; internal init; }

    /// <summary>The media type of the m= line; empty where no signalling is seen.</summary>
    public string MediaKind { get; internal init; } = "";

    /// <summary>a=mid; empty where there is none.</summary>
    public string Mid { get; internal init; } = "";

    /// <summary>0, and one more for each ICE restart.</summary>
    public int Generation { get; internal init; }

    /// <summary>The offerer; without signalling the agent that controls, or was heard first.</summary>
    public IceAgent Offerer { get; }

    /// <summary>The answerer; null where no answer was seen.</summary>
    public IceAgent? Answerer { get; internal set; }

    /// <summary>When the offer was seen; without signalling, the first check.</summary>
    public Timestamp Started { get; internal set; }

    /// <summary>Who controls, by its last check; else by the rules of RFC 8445 §6.1.1 where <see cref="IsControllingSeen"/> is false. Null where neither tells.</summary>
    public IceSide? Controlling { get; internal set; }

    /// <summary>Whether checks said who controls.</summary>
    public bool IsControllingSeen { get; internal set; }

    /// <summary>Its pairs: those seen on the wire in the order of their first checks, then those only announced by priority.</summary>
    public IReadOnlyList<CandidatePair> Pairs => field ??= [.. SeenPairs, .. PairPlan.Unseen(this, SeenPairs)];

    /// <summary>Those seen on the wire.</summary>
    internal List<CandidatePair> SeenPairs { get; set; } = [];

    /// <summary>The selected pair of each component.</summary>
    public IReadOnlyList<SelectedPair> Selected { get; internal set; } = [];

    /// <summary>The components that both sides need: 1, and 2 where RTCP has a port of its own.</summary>
    public IReadOnlyList<int> Components { get; internal set; } = [1];

    /// <summary>How it nominates.</summary>
    public NominationStyle Nomination { get; internal set; }

    /// <summary>How it went.</summary>
    public IceOutcome Outcome { get; internal set; }

    /// <summary>Whether media went over the selected pair, both ways where it went both ways, after two seconds' grace; null where none was seen.</summary>
    public bool? MediaFollowedSelection { get; internal set; }

    /// <summary>When its first RTP was seen; null where none was.</summary>
    public Timestamp? FirstRtp { get; internal set; }

    /// <summary>Answers 487: both agents held one role.</summary>
    public int RoleConflicts { get; internal set; }

    /// <summary>Checks of the selected pairs after nomination, which keep up consent (RFC 7675).</summary>
    public int ConsentChecks { get; internal set; }

    /// <summary>When consent was last given; null where it was not asked for.</summary>
    public Timestamp? LastConsent { get; internal set; }

    /// <summary>Whether checks of a selected pair stayed unanswered for 30 s, so that consent expired (RFC 7675 §5.1).</summary>
    public bool HasConsentExpired { get; internal set; }

    /// <summary>Binding indications on its paths.</summary>
    public int KeepAlives { get; internal set; }

    /// <summary>Whether a later offer of the controlling side named the selected pairs (a=remote-candidates).</summary>
    public bool HasUpdatedOffer { get; internal set; }

    /// <summary>Candidates that came by INFO (RFC 8840).</summary>
    public int TrickledCandidates { get; internal set; }

    /// <summary>Which addresses are one socket.</summary>
    public SocketLinks Sockets { get; internal set; } = new();

    /// <summary>When the first check was seen; null where none was.</summary>
    public Timestamp? FirstCheck { get; internal set; }

    /// <summary>When the first check succeeded; null where none did.</summary>
    public Timestamp? FirstSuccess { get; internal set; }

    /// <summary>When the last of its components was first nominated; null where one is not.</summary>
    public Timestamp? Nominated { get; internal set; }

    internal List<int> Transactions { get; } = [];

    /// <summary>One of the agents; null for an answerer that was not seen.</summary>
    public IceAgent? this[IceSide side] => side == IceSide.Offerer ? Offerer : Answerer;

    internal IceSide? SideOf(string ufrag) =>
        ufrag == Offerer.Ufrag ? IceSide.Offerer : Answerer is null || ufrag == Answerer.Ufrag ? IceSide.Answerer : null;

    internal static IceSide Other(IceSide side) => side == IceSide.Offerer ? IceSide.Answerer : IceSide.Offerer;

    internal bool Has(Endpoint endpoint, IceSide side) => this[side]?.Knows(endpoint) == true;

    internal IEnumerable<SdpCandidate> Candidates => Offerer.Candidates.Concat(Answerer?.Candidates ?? []);
}
