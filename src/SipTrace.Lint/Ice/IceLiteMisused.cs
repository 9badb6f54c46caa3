using SipTrace.Wire.Sdp;

namespace SipTrace.Lint.Ice;

internal sealed class IceLiteMisused() : SdpRule("ICE017", "ice-lite-misused", Severity.Warning, "RFC 8445 §5.2; RFC 8839 §4.3.1")
{
    public override string Why =>
        "A lite agent stands at a public address, has host candidates alone, and sends no checks. One behind a NAT cannot be lite: "
        + "nobody opens the way to its reflexive candidates.";

    public override string Bad => Good
        .Replace("a=rtcp-mux\n", "a=rtcp-mux\na=candidate:2 1 UDP 1694498815 203.0.113.66 61402 typ srflx raddr 192.0.2.23 rport 11780\n",
        StringComparison.Ordinal);

    public override string Good => Example.Sdp("192.0.2.23", "a=ice-lite", "a=ice-ufrag:b2f9", "a=ice-pwd:c9a3e71d05b84f62a1d7c390",
        IceExample.AliceRtp, "a=rtcp-mux", IceExample.AliceHost);

    public override void Check(SdpBody body, Report report)
    {
        if (!body.Document.IsIceLite) return;
        if (body.Document.Session.TryGetAttribute("ice-pacing", out var pacing))
            report.Add(body.At(pacing), "ice-lite agent with ice-pacing: it sends no checks to pace");
        foreach (var media in body.Media)
        {
            if (media.IsLive && media.Candidates.FirstOrDefault(c => c.Type != CandidateType.Host) is { } candidate)
                report.Add(body.At(candidate.Line), $"ice-lite agent with a {candidate.TypeText} candidate");
        }
    }
}
