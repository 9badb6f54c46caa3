using SipTrace.Wire.Sdp;

namespace SipTrace.Lint.Hop;

internal sealed class RtcpLeftBehind() : HopRule("HOP005", "rtcp-left-behind", Severity.Warning, "RFC 8839 §8; RFC 3605 §2.1")
{
    public override string Why =>
        "A hop moved c= to another address, and a=rtcp still names the old one: RTCP goes to a host that RTP does not go to, mostly "
        + "one that cannot be reached from there.";

    public override string Bad => Passed(Offer, sdp => sdp.Replace("c=IN IP4 192.0.2.66", "c=IN IP4 203.0.113.99",
        StringComparison.Ordinal));

    public override string Good => Passed(Offer, sdp => sdp.Replace("c=IN IP4 192.0.2.66", "c=IN IP4 203.0.113.99",
        StringComparison.Ordinal)
        .Replace("a=rtcp:54603 IN IP4 192.0.2.66", "a=rtcp:54603 IN IP4 203.0.113.99", StringComparison.Ordinal));

    private static string Offer => Example.Sdp("192.0.2.66", "m=audio 54602 RTP/AVP 8 0", "a=rtcp:54603 IN IP4 192.0.2.66");

    protected override void Check(Correlation.Sip.Hop hop, SdpMedia before, SdpMedia after, SdpBody body, Report report)
    {
        if (before.Connection?.Address is not { } was || after.Connection?.Address is not { } now || was.IsSameAs(now)) return;
        if (after.Rtcp?.Address is { } rtcp && rtcp.IsSameAs(was))
            report.Add(body.At(after, "rtcp"), $"{hop.Name} moved c= to {now.Text}, a=rtcp still says {rtcp.Text}", EvidenceOf(hop));
    }
}
