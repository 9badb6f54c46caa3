using SipTrace.Wire.Sdp;

namespace SipTrace.Lint.Security;

internal sealed class CryptoAnswerWrong() : NegotiationRule("SEC005", "crypto-answer-wrong", Severity.Error, "RFC 4568 §5.1.2, §7.1.2")
{
    public override string Why =>
        "The answer takes one of the offered a=crypto lines, with its tag and its suite, and a key of its own. Another suite, "
        + "several lines or the "
        + "offerer's own key leave the two sides with keys that do not fit: packets flow, and none can be decrypted.";

    public override string Bad => Answered("AES_CM_128_HMAC_SHA1_32");

    public override string Good => Answered("AES_CM_128_HMAC_SHA1_80");

    public override void Check(Exchange exchange, LintedCall call, Report report)
    {
        foreach (var (offer, answer) in exchange.Streams)
        {
            if (!offer.IsLive || !answer.IsLive || answer.Cryptos.Count == 0) continue;
            if (FaultOf(offer, answer) is { } fault) report.Add(exchange.Answer.At(answer, "crypto"), fault);
        }
    }

    private static string? FaultOf(SdpMedia offer, SdpMedia answer)
    {
        if (answer.IsSecure && answer.Cryptos.Count > 1) return $"the answer has {answer.Cryptos.Count} a=crypto, one is chosen";
        if (offer.Cryptos.Count == 0) return null;
        var chosen = answer.Cryptos[0];
        if (!offer.Cryptos.Any(offered => offered.Tag == chosen.Tag
            && offered.Suite.Equals(chosen.Suite, StringComparison.OrdinalIgnoreCase)))
            return $"tag {chosen.Tag} with {chosen.Suite} was not offered";
        return offer.Cryptos.Any(offered => KeyOf(offered) == KeyOf(chosen)) ? "the answer repeats the key of the offer" : null;
    }

    private static string KeyOf(SdpCrypto crypto) => crypto.KeyParameters.Split('|')[0];

    private static string Answered(string suite) => new Example(transport: "TLS")
        .Invite(Example.Sdp("192.0.2.23", "m=audio 11780 RTP/SAVP 8",
        "a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:SuQ/2DWEhKZbA8/zs/Dr5UeN6kg5jSRij0FClRjk"))
        .Ok(Example.Sdp("203.0.113.5", "m=audio 14872 RTP/SAVP 8", $"a=crypto:1 {suite} inline:BNT0NIVcD6C1SdWSQtA8lWCjCUIEluUeiBGwyrrQ"))
        .Ack().Bye().ToString();
}
