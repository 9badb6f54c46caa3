using SipTrace.Wire.Sdp;

namespace SipTrace.Lint.Security;

internal sealed class SetupRoleWrong()
    : NegotiationRule("SEC007", "setup-role-wrong", Severity.Error, "RFC 5763 §5; RFC 8842 §5.3; RFC 4145 §4.1")
{
    public override string Why =>
        "For DTLS one side is active and sends the first message, the other is passive and waits. The answer decides: active or "
        + "passive, and not "
        + "what the offer says. Two passive sides wait for ever, two active ones talk past each other.";

    public override string Bad => Answered("passive");

    public override string Good => Answered("active");

    public override void Check(Exchange exchange, LintedCall call, Report report)
    {
        foreach (var (offer, answer) in exchange.Streams)
        {
            if (!offer.IsLive || !answer.IsLive || answer.Inherits || offer.Fingerprints.Count == 0
                || answer.Fingerprints.Count == 0) continue;
            if (!offer.IsSecure && !answer.IsSecure) continue;
            if (offer.Setup == "holdconn") report.Add(exchange.Offer.InForce(offer, "setup"), "a=setup:holdconn: no handshake will come");
            else if (FaultOf(offer, answer) is { } fault) report.Add(exchange.Answer.InForce(answer, "setup"), fault);
        }
    }

    private static string? FaultOf(SdpMedia offer, SdpMedia answer) => answer.Setup switch
    {
        "" => "the answer has no a=setup",
        "actpass" or "holdconn" => $"a=setup:{answer.Setup} in an answer: nobody begins the handshake",
        var role when role == offer.Setup => $"both sides say a=setup:{role}",
        _ => null,
    };

    private static string Answered(string role) => Example.Call(Keyed("192.0.2.23", "passive"), Keyed("203.0.113.5", role));

    private static string Keyed(string address, string role) => Example.Sdp(address, "m=audio 11780 UDP/TLS/RTP/SAVP 8", $"a=setup:{role}",
        "a=fingerprint:sha-256 2B:08:B7:EE:E9:14:3B:61:93:68:C3:12:1A:6A:ED:0E:88:03:EB:A0:03:9E:EA:35:40:4E:25:3E:34:08:97:93");
}
