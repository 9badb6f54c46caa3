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

    protected override void Check(Correlation.Sip.Hop hop, SdpBody before, SdpBody after, Report report)
    {
        foreach (var (one, other) in Live(before, after))
        {
            var (from, to) = (DefaultOf(one), DefaultOf(other));
            if (from == to || DefaultRewrittenCandidatesKept.IsOf(one, other)) continue;
            var identity = hop.After.Header("Identity"u8) is null ? "" : "; the Identity header signs the old body and is void";
            report.Add(after.ConnectionOf(other), $"{hop.Name} changed c=/m= from {from} to {to}{identity}", EvidenceOf(hop));
        }
    }
}
