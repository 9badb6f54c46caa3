namespace SipTrace.Lint.Security;

internal sealed class SecureProfileWithoutKeys()
    : SdpRule("SEC003", "secure-profile-without-keys", Severity.Error, "RFC 4568 §7.1.1; RFC 5763 §5")
{
    private static readonly string[] keys = ["crypto", "key-mgmt", "zrtp-hash"];

    public override string Why =>
        "A profile with SAVP or TLS in its name promises encrypted media, and the body says how the keys come about: a=crypto, "
        + "a=fingerprint, "
        + "a=key-mgmt or a=zrtp-hash. Without any of them the peer must refuse, or cannot decrypt.";

    public override string Bad => Example.Sdp("192.0.2.23", "m=audio 11780 RTP/SAVP 8");

    public override string Good => Example.Sdp("192.0.2.23", "m=audio 11780 RTP/AVP 8",
        "a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:SuQ/2DWEhKZbA8/zs/Dr5UeN6kg5jSRij0FClRjk");

    public override void Check(SdpBody body, Report report)
    {
        foreach (var media in body.Media)
        {
            if (!media.IsLive || !media.IsRtp || !media.IsSecure || media.Inherits) continue;
            if (!keys.Any(key => media.TryGetInForce(key, out _)) && !media.TryGetInForce("fingerprint", out _))
                report.Add(body.At(media.Line), $"{media.Protocol} without keys");
        }
    }
}
