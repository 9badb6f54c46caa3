using SipTrace.Wire.Sdp;

namespace SipTrace.Lint.Ice;

/// <summary>What several rules ask of candidates and defaults.</summary>
internal static class CandidateLines
{
    /// <summary>Whether any candidate of an m= line is of a component.</summary>
    public static bool HasComponent(this SdpMedia media, int component)
    {
        foreach (var candidate in media.Candidates)
        {
            if (candidate.Component == component) return true;
        }
        return false;
    }

    /// <summary>Whether a candidate is server- or peer-reflexive.</summary>
    public static bool IsReflexive(this SdpCandidate candidate) =>
        candidate.Type is CandidateType.ServerReflexive or CandidateType.PeerReflexive;

    /// <summary>The address and port as SDP writes them.</summary>
    public static string AddressText(this SdpCandidate candidate) =>
        candidate.Address.IsLiteral ? candidate.Endpoint.ToString() : $"{candidate.Address.Text}:{candidate.Port}";

    /// <summary>Whether two candidates of one m= line stand for the same.</summary>
    public static bool IsDuplicateOf(this SdpCandidate one, SdpCandidate other) => one.Component == other.Component
        && one.Transport.Equals(other.Transport, StringComparison.OrdinalIgnoreCase) && one.Address.IsSameAs(other.Address)
            && one.Port == other.Port
        && one.TypeText == other.TypeText && one.TcpType == other.TcpType
            && (one.TcpType != "active" || one.Foundation == other.Foundation);

    /// <summary>
    /// Whether the default destination is no candidate, so that the peer leaves ICE (RFC 8839 §4.2.5). Names, zero addresses, and what
    /// trickles still are let off.
    /// </summary>
    public static bool HasMismatch(this SdpMedia media)
    {
        if (!media.HasOwnTransport || media.Candidates.Count == 0 || media.HasIceMismatch || media.Default is not { IsNone: false }
            || media.Connection!.Address.IsZero) return false;
        if (media.Port == 9 && (media.Trickles || media.IsTcp)) return false;
        foreach (var candidate in media.Candidates)
        {
            if (candidate.Component != 1) continue;
            if (candidate.Address.IsName && candidate.Port == media.Port) return false;
            if (candidate.IsTcp == media.IsTcp && candidate.Endpoint == media.Default) return false;
        }
        return true;
    }

    /// <summary>What the same side said before of an m= line: that of the same mid, else of the same index; null for another
    /// stream.</summary>
    public static SdpMedia? SameStream(this SdpBody earlier, SdpMedia media)
    {
        // Bundled, it has the ICE of another m= line, whatever it said while it still had its own.
        if (media.Tagged is { } tagged && tagged != media) return null;
        SdpMedia? same = null;
        if (media.Mid.Length > 0 && earlier.Document.TryGetMedia(media.Mid, out var named)) same = named;
        else if (media.Index < earlier.Media.Count) same = earlier.Media[media.Index];
        return same is { IsLive: true } && media.IsLive && same.Kind.Equals(media.Kind, StringComparison.OrdinalIgnoreCase) ? same : null;
    }
}
