namespace SipTrace.Lint.Security;

internal sealed class ProfileChangedInAnswer()
    : NegotiationRule("SEC006", "profile-changed-in-answer", Severity.Error, "RFC 3264 §6.1; RFC 8839 §4.3.2")
{
    public override string Why =>
        "The answer keeps the protocol of the m= line. Where one side says RTP/SAVP and the other RTP/AVP, one encrypts and the "
        + "other does not. "
        + "Feedback or not (AVP, AVPF) is no such matter.";

    public override string Bad => Answered("RTP/AVP");

    public override string Good => Answered("RTP/SAVPF");

    public override void Check(Exchange exchange, LintedCall call, Report report)
    {
        foreach (var (offer, answer) in exchange.Streams)
        {
            if (offer.IsLive && answer.IsLive && (offer.IsSecure != answer.IsSecure || offer.IsRtp != answer.IsRtp))
                report.Add(exchange.Answer.At(answer.Line), $"{answer.Protocol} answers {offer.Protocol}");
        }
    }

    private static string Answered(string protocol) => new Example(transport: "TLS")
        .Invite(Example.Sdp("192.0.2.23", "m=audio 11780 RTP/SAVP 8",
        "a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:SuQ/2DWEhKZbA8/zs/Dr5UeN6kg5jSRij0FClRjk"))
        .Ok(Example.Sdp("203.0.113.5", $"m=audio 14872 {protocol} 8",
        "a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:BNT0NIVcD6C1SdWSQtA8lWCjCUIEluUeiBGwyrrQ"))
        .Ack().Bye().ToString();
}
