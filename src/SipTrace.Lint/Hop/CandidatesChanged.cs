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
        var (was, now) = (SetOf(before), SetOf(after));
        var changes = new List<string>();
        if (now.Except(was).ToList() is { Count: > 0 } added) changes.Add("added " + string.Join(", ", added));
        if (was.Except(now).ToList() is { Count: > 0 } removed) changes.Add("removed " + string.Join(", ", removed));
        if (changes.Count > 0)
            report.Add(body.At(after.Line) with { Media = after.Index }, $"{hop.Name} {string.Join(", ", changes)}", EvidenceOf(hop));
    }

    private static List<string> SetOf(SdpMedia media) => [.. media.Candidates
        .Select(c => $"{c.TypeText} {c.AddressText()}{(c.IsTcp ? " TCP" : "")}").Distinct()];
}
