namespace SipTrace.Lint.Ice;

internal sealed class DefaultNotACandidate()
    : SdpRule("ICE012", "c-line-not-a-candidate", Severity.Error, "RFC 8839 §4.2.5; RFC 5245 §5.1")
{
    public override string Why =>
        "The default destination (c= and the port of m=) must be one of the candidates. Where a proxy, SBC or ALG rewrote c= and left "
        + "the candidates as they were, the peer finds an ICE mismatch and does not use ICE for the stream. Names, zero addresses and "
        + "candidates that are still to come are let off.";

    public override string Bad => Good.Replace("c=IN IP4 192.0.2.23", "c=IN IP4 203.0.113.66", StringComparison.Ordinal);

    public override string Good => IceExample.Offer;

    public override void Check(SdpBody body, Report report)
    {
        foreach (var media in body.Media)
        {
            if (!media.HasMismatch()) continue;
            var count = media.Candidates.Count(c => c.Component == 1);
            report.Add(body.ConnectionOf(media),
                $"{media.Default} (c=, m=) is not {(count == 1 ? "the candidate" : $"among the {count} candidates")} for RTP: "
                + "the peer will not use ICE for this stream");
        }
    }
}
