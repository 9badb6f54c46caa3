using SipTrace.Wire.Sdp;

namespace SipTrace.Lint.Hop;

internal sealed class DefaultRewritten() : HopRule("HOP002", "default-rewritten", Severity.Info, "RFC 8839 §8")
{
    public override string Why =>
        "A hop wrote another address into c= or m=: a relay of media, an SBC, an ALG. Media goes where it says; that is often "
        + "wanted. An Identity header that signs the old body is void then.";

    public override string Bad => Passed(Plain, sdp => sdp.Replace("c=IN IP4 192.0.2.66", "c=IN IP4 203.0.113.99",
        StringComparison.Ordinal));

    public override string Good => Passed(Plain, sdp => sdp.Replace("s=call", "s=-", StringComparison.Ordinal));

    private static string Plain => Example.Sdp("192.0.2.66", "m=audio 54602 RTP/AVP 8 0");

    protected override void Check(Correlation.Sip.Hop hop, SdpMedia before, SdpMedia after, SdpBody body, Report report)
    {
        if (HaveSameDefault(before, after) || DefaultRewrittenCandidatesKept.IsOf(before, after)) return;
        var identity = hop.After.Header("Identity"u8) is null ? "" : "; the Identity header signs the old body and is void";
        report.Add(body.ConnectionOf(after), $"{hop.Name} changed c=/m= from {DefaultOf(before)} to {DefaultOf(after)}{identity}",
            EvidenceOf(hop));
    }
}
