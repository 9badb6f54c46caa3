using SipTrace.Lint.Ice;
using SipTrace.Wire.Sdp;

namespace SipTrace.Lint.Hop;

internal sealed class CandidatesChanged() : HopRule("HOP003", "candidates-changed", Severity.Info, "")
{
    public override string Why =>
        "A hop added candidates, its relay's mostly, or took some away. Media then may go through the relay where a direct path "
        + "works, or all of ICE was removed, which is clean but leaves the NATs to the relay.";

    public override string Bad => Passed(IceOffer, sdp => sdp + "a=candidate:R 1 UDP 16777215 203.0.113.99 40000 typ relay raddr "
        + "203.0.113.99 rport 40000\n");

    public override string Good => Passed(IceOffer);

    protected override void Check(Correlation.Sip.Hop hop, SdpMedia before, SdpMedia after, SdpBody body, Report report)
    {
        if (!before.HasIce || IceHalfRemoved.IsOf(before, after)) return;
        var changes = new List<string>();
        if (MissingIn(before, after) is { Count: > 0 } added) changes.Add("added " + string.Join(", ", added));
        if (MissingIn(after, before) is { Count: > 0 } removed) changes.Add("removed " + string.Join(", ", removed));
        if (changes.Count > 0)
            report.Add(body.At(after.Line) with { Media = after.Index }, $"{hop.Name} {string.Join(", ", changes)}", EvidenceOf(hop));
    }

    // What the other has and this has not, each once.
    private static List<string> MissingIn(SdpMedia media, SdpMedia other)
    {
        List<string> missing = [];
        foreach (var candidate in other.Candidates)
        {
            if (Has(media, candidate)) continue;
            var text = $"{candidate.TypeText} {candidate.AddressText()}{(candidate.IsTcp ? " TCP" : "")}";
            if (!missing.Contains(text)) missing.Add(text);
        }
        return missing;
    }

    private static bool Has(SdpMedia media, SdpCandidate candidate)
    {
        foreach (var one in media.Candidates)
        {
            if (one.IsTcp == candidate.IsTcp && one.Port == candidate.Port && one.TypeText == candidate.TypeText
                && (one.Address.IsLiteral ? one.Endpoint == candidate.Endpoint : one.Address.Text == candidate.Address.Text)) return true;
        }
        return false;
    }
}
