using SipTrace.Wire.Bytes;
using SipTrace.Wire.Sdp;

namespace SipTrace.Correlation.Ice;

/// <summary>One side of an ICE session as its SDP announced it.</summary>
public sealed class IceAgent
{
    private readonly List<SdpCandidate> candidates = [];

    internal IceAgent(string ufrag) => Ufrag = ufrag;

    /// <summary>Its ufrag; empty where its SDP has none.</summary>
    public string Ufrag { get; }

    /// <summary>Its password; empty where no SDP told it.</summary>
    public string Password { get; private set; } = "";

    /// <summary>Whether it is lite: it answers checks and sends none.</summary>
    public bool IsLite { get; private set; }

    /// <summary>Whether further candidates may come by INFO.</summary>
    public bool Trickles { get; private set; }

    /// <summary>Whether it said that no further candidates come.</summary>
    public bool HasEndOfCandidates { get; private set; }

    /// <summary>Whether it said a=ice-mismatch.</summary>
    public bool SaysMismatch { get; private set; }

    /// <summary>Whether RTCP may share the port of RTP.</summary>
    public bool IsRtcpMux { get; private set; }

    /// <summary>The default destination, as its peer was told; none where that is a name.</summary>
    public Endpoint Default { get; private set; }

    /// <summary>The default destination of RTCP.</summary>
    public Endpoint RtcpDefault { get; private set; }

    /// <summary>The default destination as text, names included; null where there is none.</summary>
    public string? DefaultText { get; private set; }

    /// <summary>Whether the default is a candidate in every copy of the first SDP that was seen: a proxy may have changed it on the way. Null where it need not be.</summary>
    public bool? IsDefaultCandidate { get; private set; }

    /// <summary>Its candidates in the order of their announcement; what was added on the way or trickled comes last.</summary>
    public IReadOnlyList<SdpCandidate> Candidates => candidates;

    /// <summary>Whether ICE is spoken here: ufrag and password are known.</summary>
    public bool SpeaksIce => Ufrag.Length > 0 && Password.Length > 0;

    /// <summary>The candidate of an endpoint: by address, else a multicast DNS name that hides a private address with the same port.</summary>
    public SdpCandidate? Find(Endpoint endpoint)
    {
        foreach (var candidate in candidates)
        {
            if (!candidate.Endpoint.IsNone && candidate.Endpoint == endpoint) return candidate;
        }
        if (!endpoint.IsPrivate()) return null;
        foreach (var candidate in candidates)
        {
            if (candidate.Port == endpoint.Port && candidate.Address.IsMdns) return candidate;
        }
        return null;
    }

    /// <summary>How it announced, or came by, an address: host, srflx, prflx, relay; null where it announced no candidates at all.</summary>
    public string? TypeOf(Endpoint endpoint) => Find(endpoint)?.TypeText ?? (candidates.Count == 0 ? null : "prflx");

    /// <summary>Whether an address is among its candidates or defaults, or the base of one.</summary>
    internal bool Knows(Endpoint endpoint)
    {
        if (Find(endpoint) is not null || endpoint == Default || endpoint == RtcpDefault) return true;
        foreach (var candidate in candidates)
        {
            if (candidate.Type != CandidateType.Relay && candidate.RelatedEndpoint == endpoint) return true;
        }
        return false;
    }

    internal void Absorb(SdpMedia media, bool isLite, bool isFirstSdp)
    {
        if (Password.Length == 0) Password = media.IcePassword;
        IsLite |= isLite;
        Trickles |= media.Trickles;
        SaysMismatch |= media.HasIceMismatch;
        IsRtcpMux |= media.IsRtcpMux;
        AddCandidates(media);
        if (!isFirstSdp) return;
        Default = media.Default;
        RtcpDefault = media.RtcpDefault;
        DefaultText = media.Connection is { } connection ? TextOf(connection.Address, media.Port) : null;
        if (IsDefaultInPlace(media) is { } isCandidate) IsDefaultCandidate = isCandidate && IsDefaultCandidate != false;
    }

    internal void AddCandidates(SdpSection section)
    {
        HasEndOfCandidates |= section.HasAttribute("end-of-candidates");
        foreach (var candidate in section.Candidates)
        {
            const int enough = 1000;
            if (candidates.Count < enough && !IsKnown(candidate)) candidates.Add(candidate);
        }
    }

    private bool IsKnown(SdpCandidate candidate)
    {
        foreach (var known in candidates)
        {
            if (IsSame(known, candidate)) return true;
        }
        return false;
    }

    private static bool IsSame(SdpCandidate one, SdpCandidate other) => one.Component == other.Component && one.Port == other.Port
        && one.Address.IsSameAs(other.Address) && one.IsTcp == other.IsTcp && one.TcpType == other.TcpType;

    // RFC 8839 §4.2.5 lets off what trickles still, and names.
    private static bool? IsDefaultInPlace(SdpMedia media)
    {
        if (media.Candidates.Count == 0 || media.Port == 0 || media.Default.IsNone || media.HasDummyDefault || media.Default.IsZero()) return null;
        foreach (var candidate in media.Candidates)
        {
            if (candidate.Component == 1 && candidate.IsTcp == media.IsTcp && (candidate.Endpoint == media.Default || candidate.Address.IsName)) return true;
        }
        return false;
    }

    private static string TextOf(SdpAddress address, int port) =>
        address.IsLiteral ? address.Endpoint.WithPort((ushort)port).ToString() : $"{address.Text}:{port}";
}
