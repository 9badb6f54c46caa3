using SipTrace.Wire.Sdp;

namespace SipTrace.Correlation.Media;

/// <summary>Compares the candidates of two m= lines: the same is what agrees in component, transport, address and port.</summary>
internal static class SdpCandidateDiff
{
    public static void Compare(SdpMedia before, SdpMedia after, List<SdpChange> changes)
    {
        var left = after.Candidates.ToList();
        foreach (var candidate in before.Candidates)
        {
            var at = left.FindIndex(other => IsSame(candidate, other));
            if (at < 0) Add(TextOf(candidate), null);
            else
            {
                if (TextOf(candidate) is var one && TextOf(left[at]) is var other && one != other) Add(one, other);
                left.RemoveAt(at);
            }
        }
        foreach (var candidate in left) Add(null, TextOf(candidate));

        void Add(string? from, string? to) => changes.Add(new SdpChange(before.Index, after.Mid, SdpSubject.Candidate, from, to));
    }

    private static bool IsSame(SdpCandidate one, SdpCandidate other) => one.Component == other.Component && one.Port == other.Port
        && one.Address.IsSameAs(other.Address) && one.IsTcp == other.IsTcp && one.TcpType == other.TcpType;

    // What tells nothing of the path (foundation, generation, network-id) is left out: it changes with every gathering.
    private static string TextOf(SdpCandidate candidate)
    {
        var address = candidate.Address.IsLiteral ? candidate.Endpoint.ToString() : $"{candidate.Address.Text}:{candidate.Port}";
        var tcp = candidate.TcpType.Length > 0 ? " " + candidate.TcpType : "";
        var related = candidate.RelatedEndpoint.IsNone ? "" : $" raddr {candidate.RelatedEndpoint}";
        return $"{candidate.Component} {candidate.Transport.ToUpperInvariant()} {address} {candidate.TypeText}{tcp} prio {candidate.Priority}{related}";
    }
}
