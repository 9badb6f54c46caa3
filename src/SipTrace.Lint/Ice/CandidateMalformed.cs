using SipTrace.Wire.Sdp;

namespace SipTrace.Lint.Ice;

internal sealed class CandidateMalformed() : SdpRule("ICE004", "candidate-malformed", Severity.Error, "RFC 8839 §5.1")
{
    public override string Why =>
        "A candidate is foundation, component, transport, priority, address, port, typ and a type, each in its range. A peer ignores "
        + "a line that is not, or refuses the body. Names and values that nobody knows may follow.";

    public override string Bad => Good.Replace("16777215 203.0.113.9 49490", "16777215 (null) 0", StringComparison.Ordinal);

    public override string Good => IceExample.Alice(IceExample.AliceRtp, "a=rtcp-mux", IceExample.AliceHost,
        "a=candidate:2 1 UDP 16777215 203.0.113.9 49490 typ relay raddr 192.0.2.23 rport 11780 network-cost 10");

    public override void Check(SdpBody body, Report report)
    {
        Check(body, body.Document.Session, report);
        foreach (var media in body.Media) Check(body, media, report);
    }

    private static void Check(SdpBody body, SdpSection section, Report report)
    {
        foreach (var (line, problem) in section.UnreadableCandidates)
        {
            if (!SdpCandidate.IsDraftForm(line)) report.Add(body.At(line), $"candidate {problem}");
        }
    }
}
