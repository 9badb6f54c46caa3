using SipTrace.Lint.Ice;
using SipTrace.Wire.Sdp;

namespace SipTrace.Lint.Hop;

internal sealed class DefaultRewrittenCandidatesKept()
    : HopRule("HOP001", "default-rewritten-candidates-kept", Severity.Error, "RFC 8839 §8, §4.2.5; RFC 5245 §18.6")
{
    public override string Why =>
        "A proxy, SBC or ALG wrote another address into c= and m=, and left the candidates as they were. To the peer this is an ICE "
        + "mismatch: it leaves ICE, sends to the address that was written in, and often only one side does so. Who rewrites the "
        + "default must add it to the candidates, or remove ICE altogether.";

    public override string Bad => Passed(IceOffer, Rewritten);

    public override string Good => Passed(IceOffer, sdp => Rewritten(sdp)
        + "a=candidate:R 1 UDP 16777215 203.0.113.99 40000 typ relay raddr 203.0.113.99 rport 40000\n");

    protected override void Check(Correlation.Sip.Hop hop, SdpMedia before, SdpMedia after, SdpBody body, Report report)
    {
        if (IsOf(before, after))
            report.Add(body.ConnectionOf(after), $"{hop.Name} changed c=/m= from {DefaultOf(before)} to {DefaultOf(after)} and left the "
                + "candidates as they were: ICE mismatch", EvidenceOf(hop));
    }

    /// <summary>Whether the hop made a mismatch of what was none.</summary>
    public static bool IsOf(SdpMedia before, SdpMedia after) =>
        !HaveSameDefault(before, after) && after.HasMismatch() && !before.HasMismatch();

    private static string Rewritten(string sdp) => sdp.Replace("c=IN IP4 192.0.2.66", "c=IN IP4 203.0.113.99", StringComparison.Ordinal)
        .Replace("m=audio 54602", "m=audio 40000", StringComparison.Ordinal);
}
