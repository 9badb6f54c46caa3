using SipTrace.Correlation.Ice;
using SipTrace.Correlation.Media;
using SipTrace.Correlation.Sip;
using SipTrace.Wire.Bytes;

namespace SipTrace.Correlation.Evidence;

/// <summary>
/// What the packets of a call prove, in the words that rules use: same socket, check, nominated, delivered, sees the media, may run elsewhere.
/// Made on demand for one call; each part is read when first asked for.
/// </summary>
/// <remarks>Parties are told apart by their tags. What is seen at several capture points is told for each: a rule counts per point.</remarks>
public sealed partial class CallEvidence
{
    /// <summary>Around an exchange both old and new addresses, ports and payload types are right (RFC 3264 §8.3).</summary>
    public static readonly TimeSpan Grace = TimeSpan.FromSeconds(2);

    private readonly TraceEvidence capture;
    private readonly MediaAddresses addresses;
    private readonly List<MediaAddress> nothing = [];

    internal CallEvidence(TraceEvidence capture, CallTranscript transcript)
    {
        this.capture = capture;
        Transcript = transcript;
        addresses = new MediaAddresses(transcript);
    }

    /// <summary>The call read again.</summary>
    public CallTranscript Transcript { get; }

    /// <summary>The trace it is part of.</summary>
    public Trace Trace => capture.Trace;

    /// <summary>Every address that its SDP names for media, leg by leg, in the order of time. An address that is named again stands once.</summary>
    public List<MediaAddress> Addresses => addresses.All;

    /// <summary>Every ice-ufrag of its SDP with its password, leg by leg, in the order of time.</summary>
    public List<IceCredentials> Credentials => addresses.Credentials;

    /// <summary>Its checks in the order of time, one for each capture point that saw it.</summary>
    public List<IceCheck> Checks => field ??= new IceCheckReader(capture, this).Read();

    /// <summary>The TURN allocations of its parties: the client's address stands in its SIP or SDP, or the relayed address is a candidate.</summary>
    public List<TurnAllocation> Allocations => field ??= Trace.Turn.Allocations.Count == 0 ? [] : [.. PartyAddresses.SelectMany(capture.AllocationsOf).Distinct()
        .Where(allocation => allocation.LastSeen >= Transcript.Call.Started - GatheringTime && allocation.Started <= Transcript.Call.LastSeen)];

    /// <summary>
    /// The STUN requests without an ICE USERNAME and the TURN requests of its parties, from a minute before the call on, as indices in
    /// <see cref="StunTable.Transactions"/>.
    /// </summary>
    public List<int> ServerRequests => field ??= ReadServerRequests();

    /// <summary>The hosts of its parties: every address, with port 0, of its SIP packets and of its SDP.</summary>
    public HashSet<Endpoint> PartyAddresses => field ??= ReadPartyAddresses();

    /// <summary>The window of the capture point that saw a message.</summary>
    public CaptureWindow WindowOf(TranscriptMessage message) => Trace.Windows[message.Record.Point];

    /// <summary>The nominations of an m= line and component on a leg, in the order in which they succeeded. The last one counts, any is accepted in comparisons.</summary>
    public List<IceCheck> NominationsOf(Leg leg, int media, int component = 1)
    {
        var nominations = new List<IceCheck>();
        foreach (var check in Checks)
        {
            if (check.IsNomination && check.MediaIndex == media && check.Component == component && check.Legs.Contains(leg))
                nominations.Add(check);
        }
        nominations.SortStably((one, other) => Nullable.Compare(one.Answered, other.Answered));
        return nominations;
    }

    /// <summary>The address of a nominated (or valid) pair that is a party's own end.</summary>
    public static Endpoint EndOf(IceCheck check, string tag) => check.Sender.Tag == tag ? check.Local : check.Remote;

    /// <summary>
    /// The descriptions of a party that are in force on a leg at a moment: that of its last exchange, and for two seconds round an exchange the
    /// one before, or after, too. Offers that were refused never are.
    /// </summary>
    public List<TranscriptMessage> InForce(Leg leg, string tag, Timestamp time)
    {
        var inForce = new List<TranscriptMessage>();
        foreach (var exchange in ExchangesOf(leg))
        {
            var mine = exchange.Offer.SenderTag == tag ? exchange.Offer : exchange.Answer?.SenderTag == tag ? exchange.Answer : null;
            if (mine is null || exchange.Offer.Time > time + Grace) continue;
            if (exchange.Answer is { } answer && answer.Time + Grace < time) inForce.Clear();
            if (!inForce.Contains(mine)) inForce.Add(mine);
        }
        return inForce;
    }

    /// <summary>Whether a moment is within two seconds of an exchange on a leg, from its offer to its answer.</summary>
    public bool IsInGrace(Leg leg, Timestamp time) =>
        ExchangesOf(leg).Any(exchange => time >= exchange.Offer.Time - Grace && time <= (exchange.Answer ?? exchange.Offer).Time + Grace);

    /// <summary>Whether an SDP of a party names an address on a leg (null: on any): its defaults and candidates, or one that is the same socket.</summary>
    /// <param name="endpoint">The address.</param>
    /// <param name="tag">The tag of the party.</param>
    /// <param name="leg">The leg; null for any.</param>
    public MediaAddress? AddressOf(Endpoint endpoint, string tag, Leg? leg = null)
    {
        MediaAddress? best = null;
        foreach (var address in AddressesAt(endpoint))
        {
            if (address.Tag == tag && (leg is null || address.Leg == leg) && (best is null || address.Kind < best.Kind)) best = address;
        }
        return best;
    }

    /// <summary>What the SDP of the call says of an address or of the same socket, on all legs, in the order of time.</summary>
    public List<MediaAddress> AddressesAt(Endpoint endpoint) => addresses.ByEndpoint.TryGetValue(endpoint, out var named)
        || (Sockets.HasAny && BySocket.TryGetValue(Sockets.RootOf(endpoint), out named)) ? named : nothing;

    private static readonly TimeSpan GatheringTime = TimeSpan.FromMinutes(1);

    /// <summary>The pairs of its ufrags that checks name.</summary>
    internal List<KnownUfrags> Ufrags => field ??= ReadUfrags();

    private List<KnownUfrags> ReadUfrags()
    {
        const int enough = 200;
        var ufrags = new List<string>();
        foreach (var one in Credentials)
        {
            if (ufrags.Count < enough && !ufrags.Contains(one.Ufrag)) ufrags.Add(one.Ufrag);
        }
        var known = new List<KnownUfrags>();
        foreach (var receiver in ufrags)
        {
            foreach (var sender in ufrags)
            {
                if (Trace.Stun.Find(receiver, sender) is { } pair) known.Add(new KnownUfrags(pair, receiver, sender));
            }
        }
        return known;
    }

    private List<int> ReadServerRequests()
    {
        var requests = new List<int>();
        if (Trace.Stun.Transactions.Count == 0) return requests;
        var (from, to) = (Transcript.Call.Started - GatheringTime, Transcript.Call.LastSeen);
        foreach (var address in PartyAddresses)
        {
            foreach (var index in capture.RequestsOf(address))
            {
                var time = Trace.Stun.Transactions[index].Time;
                if (time >= from && time <= to) requests.Add(index);
            }
        }
        // With a comparison, for which the code is there before the program starts.
        requests.Sort(static (one, other) => one.CompareTo(other));
        return requests;
    }

    private HashSet<Endpoint> ReadPartyAddresses()
    {
        var hosts = new HashSet<Endpoint>(2 * Transcript.Legs.Count);
        foreach (var leg in Transcript.Legs)
        {
            hosts.Add(leg.A.WithPort(0));
            hosts.Add(leg.B.WithPort(0));
        }
        foreach (var address in Addresses)
        {
            if (address.Candidate?.Type != Wire.Sdp.CandidateType.Relay) hosts.Add(address.Endpoint.WithPort(0));
        }
        return hosts;
    }

    private IEnumerable<Negotiation> ExchangesOf(Leg leg) => Transcript.Negotiations.Where(exchange => exchange.Leg == leg && !exchange.IsWithdrawn);
}
