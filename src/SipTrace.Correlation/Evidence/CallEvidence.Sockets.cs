using SipTrace.Correlation.Ice;
using SipTrace.Correlation.Media;
using SipTrace.Correlation.Sip;
using SipTrace.Wire.Bytes;
using SipTrace.Wire.Sdp;
using SipTrace.Wire.Sip;

namespace SipTrace.Correlation.Evidence;

// Which addresses are one, and where the parties stand in the network.
public sealed partial class CallEvidence
{
    private readonly List<(string Tag, HashSet<Endpoint> Addresses)> publicByTag = [];    // two parties, mostly

    /// <summary>Which addresses are one socket of a party: by its candidates, and by answers to STUN. Chains count.</summary>
    public SocketLinks Sockets => field ??= ReadSockets();

    /// <summary>Whether two addresses are one socket: a capture in front of a NAT shows the base, one behind it the mapping.</summary>
    /// <remarks>One address is one socket, whatever is linked: then <see cref="Sockets"/> need not be read.</remarks>
    public bool AreSameSocket(Endpoint one, Endpoint other) => one == other || Sockets.AreSame(one, other);

    /// <summary>
    /// The public addresses, with port 0, that the world knows a party by: of its reflexive candidates, received= of its lowest Via, and its own
    /// source. Those of its relays are not its own.
    /// </summary>
    public HashSet<Endpoint> PublicAddressesOf(string tag)
    {
        foreach (var (known, addresses) in publicByTag)
        {
            if (known == tag) return addresses;
        }
        var read = ReadPublicAddresses(tag);
        publicByTag.Add((tag, read));
        return read;
    }

    /// <summary>Whether two parties are known by public addresses, and share none: they are in different networks.</summary>
    public bool AreInDifferentNetworks(string tag, string otherTag)
    {
        var (one, other) = (PublicAddressesOf(tag), PublicAddressesOf(otherTag));
        return one.Count > 0 && other.Count > 0 && !one.Overlaps(other);
    }

    /// <summary>
    /// Whether a component may have a pair that this capture point does not see: two private host candidates of one exchange, none of whose
    /// checks is seen here, of parties that may be in one network.
    /// </summary>
    public bool MayRunElsewhere(Negotiation exchange, int media, int component, int point)
    {
        if (exchange is not { Offer.Sdp: { } offer, Answer.Sdp: { } answer } || media >= offer.Media.Count || media >= answer.Media.Count) return false;
        if (AreInDifferentNetworks(exchange.Offer.SenderTag, exchange.Answer!.SenderTag)) return false;
        foreach (var one in PrivateHosts(offer.Media[media], component))
        {
            foreach (var other in PrivateHosts(answer.Media[media], component))
            {
                if (one.IsTcp != other.IsTcp || one.Address.IsIPv6 != other.Address.IsIPv6) continue;
                if (!Checks.Exists(check => check.Point == point && IsBetween(check, one.Endpoint, other.Endpoint))) return true;
            }
        }
        return false;
    }

    private Dictionary<Endpoint, List<MediaAddress>> BySocket
    {
        get
        {
            if (field is not null) return field;
            field = [];
            foreach (var address in Addresses)
            {
                var root = Sockets.RootOf(address.Endpoint);
                if (field.TryGetValue(root, out var list)) list.Add(address);
                else field.Add(root, [address]);
            }
            return field;
        }
    }

    private static bool IsBetween(IceCheck check, Endpoint one, Endpoint other) =>
        (check.To == other && check.From == one) || (check.To == one && check.From == other);

    private static IEnumerable<SdpCandidate> PrivateHosts(SdpMedia media, int component) =>
        media.Candidates.Where(candidate => candidate.Type == CandidateType.Host && candidate.Component == component && candidate.Address.IsPrivate);

    private SocketLinks ReadSockets()
    {
        var links = new SocketLinks();
        addresses.LinkInto(links);
        foreach (var address in Addresses)
        {
            foreach (var mapped in capture.Ice.MappingsOf(address.Endpoint)) links.Link(address.Endpoint, mapped);
            foreach (var socket in capture.SocketsOf(address.Endpoint, Transcript.Call)) links.Link(address.Endpoint, socket);
        }
        foreach (var ufrags in Ufrags) LinkAnswers(ufrags.Pair, links);
        return links;
    }

    private void LinkAnswers(UfragPair pair, SocketLinks links)
    {
        foreach (var index in Trace.Stun.TransactionsOf(pair))
        {
            ref var transaction = ref Trace.Stun.Transactions[index];
            var source = Trace.Endpoints[transaction.Source];
            if (transaction is { IsSuccess: true, Mapped: >= 0, Relay: 0 }) links.Link(source, Trace.Endpoints[transaction.Mapped]);
            foreach (var mapped in capture.Ice.MappingsOf(source)) links.Link(source, mapped);
        }
    }

    private HashSet<Endpoint> ReadPublicAddresses(string tag)
    {
        var known = new HashSet<Endpoint>();
        foreach (var address in Addresses)
        {
            if (address is { Kind: MediaAddressKind.Candidate, Candidate.Type: CandidateType.ServerReflexive } && address.Tag == tag)
                Add(address.Endpoint);
        }
        foreach (var message in Transcript.Messages)
        {
            if (message.FromTag == tag && TryGetReceived(message, out var received)) Add(received);
            // Who the author is, is only asked where that makes a difference.
            if (message.SenderTag == tag && IsNew(message.Source)) Add(message.OwnSource);
        }
        foreach (var address in Addresses)
        {
            if (address.Candidate is { Type: CandidateType.Relay } && address.Tag == tag) known.Remove(address.Endpoint.WithPort(0));
        }
        return known;

        void Add(Endpoint endpoint)
        {
            if (IsNew(endpoint)) known.Add(endpoint.WithPort(0));
        }

        bool IsNew(Endpoint endpoint) => !endpoint.IsNone && endpoint.IsPublic() && !known.Contains(endpoint.WithPort(0));
    }

    private static bool TryGetReceived(TranscriptMessage message, out Endpoint received) =>
        Endpoint.TryParseAddress(SipVia.Parse(message.LowestVia).Received, 0, out received);
}
