namespace SipTrace.Lint.Security;

internal sealed class SdesAndDtls() : SdpRule("SEC002", "sdes-and-dtls", Severity.Warning, "RFC 4568; RFC 5763")
{
    public override string Why =>
        "a=crypto gives the key in the body, a=fingerprint says that a DTLS handshake will make one. A stream that has both leaves "
        + "it to the peer to "
        + "choose; the two sides may choose differently, and then nothing can be decrypted.";

    public override string Bad =>
        Both("a=fingerprint:sha-256 2B:08:B7:EE:E9:14:3B:61:93:68:C3:12:1A:6A:ED:0E:88:03:EB:A0:03:9E:EA:35:40:4E:25:3E:34:08:97:93");

    public override string Good => Both("a=ptime:20");

    public override void Check(SdpBody body, Report report)
    {
        foreach (var media in body.Media)
        {
            if (media.IsLive && media.HasAttribute("crypto") && media.TryGetInForce("fingerprint", out _))
                report.Add(body.At(media, "crypto"), "a=crypto and a=fingerprint for one stream");
        }
    }

    private static string Both(string other) => Example.Sdp("192.0.2.23", "m=audio 11780 RTP/SAVP 8",
        "a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:SuQ/2DWEhKZbA8/zs/Dr5UeN6kg5jSRij0FClRjk", other);
}
