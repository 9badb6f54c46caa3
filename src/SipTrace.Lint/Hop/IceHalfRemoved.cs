using SipTrace.Wire.Sdp;

namespace SipTrace.Lint.Hop;

internal sealed class IceHalfRemoved() : HopRule("HOP004", "ice-half-removed", Severity.Error, "RFC 8839 §8")
{
    public override string Why =>
        "A hop took away the candidates and left the credentials, or the other way round. The peer sees ICE that cannot work: it "
        + "waits for checks, or refuses the body. All of ICE goes, or none.";

    public override string Bad => Passed(IceOffer, sdp => Without(sdp, "a=candidate"));

    public override string Good => Passed(IceOffer, sdp => Without(sdp, "a=candidate", "a=ice"));

    protected override void Check(Correlation.Sip.Hop hop, SdpMedia before, SdpMedia after, SdpBody body, Report report)
    {
        if (!IsOf(before, after)) return;
        var what = after.HasAttribute("candidate") ? "credentials gone, candidates left" : "candidates gone, credentials left";
        report.Add(body.At(after.Line) with { Media = after.Index }, $"{hop.Name} removed half of ICE: {what}", EvidenceOf(hop));
    }

    /// <summary>Whether ICE was whole before the hop and is half behind it.</summary>
    public static bool IsOf(SdpMedia before, SdpMedia after)
    {
        if (!before.HasIce || !before.HasAttribute("candidate") || !after.HasOwnTransport || after.HasIceMismatch) return false;
        var hasCredentials = after.IceUfrag.Length > 0 || after.IcePassword.Length > 0;
        return after.HasAttribute("candidate") ? !after.HasIce : hasCredentials && !after.Trickles
            && !(after.HasDummyDefault && after.IsIce2);
    }
}
