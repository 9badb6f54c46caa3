namespace SipTrace.Lint.Ice;

internal sealed class TcpCandidateMalformed() : SdpRule("ICE015", "tcp-candidate-malformed", Severity.Warning, "RFC 6544 §4.5")
{
    public override string Why =>
        "A TCP candidate says with tcptype who opens the connection: active (from any port, written 9), passive or so. Without it the "
        + "peer cannot pair it, and drops it.";

    public override string Bad => Good.Replace(" tcptype passive", "", StringComparison.Ordinal);

    public override string Good => IceExample.Alice(IceExample.AliceRtp, "a=rtcp-mux", IceExample.AliceHost,
        "a=candidate:5 1 TCP 2105524479 192.0.2.23 11720 typ host tcptype passive");

    public override void Check(SdpBody body, Report report)
    {
        foreach (var candidate in body.Candidates)
        {
            if (candidate.HasDraftTransport) continue;
            var type = candidate.TcpType;
            var problem = !candidate.IsTcp ? type.Length > 0 ? $"{candidate.Transport} candidate with tcptype" : null
                : type.Length == 0 ? "TCP candidate without tcptype"
                : type is not ("active" or "passive" or "so") ? $"TCP candidate with tcptype {type}"
                : type == "active" && candidate.Port != 9 ? $"active TCP candidate with port {candidate.Port}, not 9"
                : null;
            if (problem is not null) report.Add(body.At(candidate.Line), problem);
        }
    }
}
