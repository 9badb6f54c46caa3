using SipTrace.Correlation.Sip;

namespace SipTrace.Lint.Security;

internal sealed class SdesInClear() : SipRule("SEC001", "sdes-in-clear", Severity.Warning, "RFC 4568 §8.3")
{
    public override string Why =>
        "a=crypto carries the key of the media. In a message that is not encrypted itself, whoever can record the call can also "
        + "decrypt it.";

    public override string Bad => Secured("UDP");

    public override string Good => Secured("TLS");

    public override void Check(TranscriptMessage message, LintedCall call, Report report)
    {
        if (message.Record.Transport is not (SipTransport.Udp or SipTransport.Tcp or SipTransport.Ws)
            || call.BodyOf(message) is not { } body) return;
        foreach (var media in body.Media)
        {
            if (media.IsLive && media.HasAttribute("crypto"))
                report.Add(body.At(media, "crypto"), $"SRTP key in clear over {message.Record.Transport.ToString().ToUpperInvariant()}");
        }
    }

    private static string Secured(string transport) => new Example(transport: transport)
        .Invite(Example.Sdp("192.0.2.23", "m=audio 11780 RTP/SAVP 8",
        "a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:SuQ/2DWEhKZbA8/zs/Dr5UeN6kg5jSRij0FClRjk"))
        .Ok(Example.Sdp("203.0.113.5", "m=audio 14872 RTP/SAVP 8",
        "a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:BNT0NIVcD6C1SdWSQtA8lWCjCUIEluUeiBGwyrrQ"))
        .Ack().Bye().ToString();
}
