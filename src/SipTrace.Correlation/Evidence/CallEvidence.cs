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
    public IReadOnlyList<MediaAddress> Addresses => addresses.All;

    /// <summary>Every ice-ufrag of its SDP with its password, leg by leg, in the order of time.</summary>
    public IReadOnlyList<IceCredentials> Credentials => addresses.Credentials;

    /// <summary>Its checks in the order of time, one for each capture point that saw it.</summary>
    public IReadOnlyList<IceCheck> Checks => field ??= new IceCheckReader(capture, this).Read();

    /// <summary>The TURN allocations of its parties: the client's address stands in its SIP or SDP, or the relayed address is a candidate.</summary>
    public IReadOnlyList<TurnAllocation> Allocations => field ??= Trace.Turn.Allocations.Count == 0 ? [] : [.. PartyAddresses.SelectMany(capture.AllocationsOf).Distinct()
        .Where(allocation => allocation.LastSeen >= Transcript.Call.Started - GatheringTime && allocation.Started <= Transcript.Call.LastSeen)];

    /// <summary>
    /// The STUN requests without an ICE USERNAME and the TURN requests of its parties, from a minute before the call on, as indices in
    /// <see cref="StunTable.Transactions"/>.
    /// </summary>
    public IReadOnlyList<int> ServerRequests => field ??= Trace.Stun.Transactions.Count == 0 ? [] : [.. PartyAddresses.SelectMany(capture.RequestsOf)
        .Where(index => Trace.Stun.Transactions[index].Time is var time && time >= Transcript.Call.Started - GatheringTime && time <= Transcript.Call.LastSeen)
        .Order()];

    /// <summary>The hosts of its parties: every address, with port 0, of its SIP packets and of its SDP.</summary>
    public IReadOnlyCollection<Endpoint> PartyAddresses => field ??= [.. Transcript.Legs.SelectMany(leg => new[] { leg.A, leg.B })
        .Concat(Addresses.Where(address => address.Candidate?.Type != Wire.Sdp.CandidateType.Relay).Select(address => address.Endpoint))
        .Select(endpoint => endpoint.WithPort(0)).ToHashSet()];

    /// <summary>The window of the capture point that saw a message.</summary>
    public CaptureWindow WindowOf(TranscriptMessage message) => Trace.Windows[message.Record.Point];

    /// <summary>The nominations of an m= line and component on a leg, in the order in which they succeeded. The last one counts, any is accepted in comparisons.</summary>
    public IEnumerable<IceCheck> NominationsOf(Leg leg, int media, int component = 1) => Checks
        .Where(check => check.IsNomination && check.MediaIndex == media && check.Component == component && check.Legs.Contains(leg))
        .OrderBy(check => check.Answered);

    /// <summary>The address of a nominated (or valid) pair that is a party's own end.</summary>
    public static Endpoint EndOf(IceCheck check, string tag) => check.Sender.Tag == tag ? check.Local : check.Remote;

    /// <summary>
    /// The descriptions of a party that are in force on a leg at a moment: that of its last exchange, and for two seconds round an exchange the
    /// one before, or after, too. Offers that were refused never are.
    /// </summary>
    public IReadOnlyList<TranscriptMessage> InForce(Leg leg, string tag, Timestamp time)
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
    public IReadOnlyList<MediaAddress> AddressesAt(Endpoint endpoint)
    {
        if (addresses.ByEndpoint.TryGetValue(endpoint, out var named)) return named;
        return BySocket.GetValueOrDefault(Sockets.RootOf(endpoint), []);
    }

    private static readonly TimeSpan GatheringTime = TimeSpan.FromMinutes(1);

    private IEnumerable<Negotiation> ExchangesOf(Leg leg) => Transcript.Negotiations.Where(exchange => exchange.Leg == leg && !exchange.IsWithdrawn);
}
