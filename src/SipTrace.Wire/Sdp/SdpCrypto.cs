namespace SipTrace.Wire.Sdp;

/// <summary>An a=crypto line: a key for SRTP in clear (RFC 4568 §4). Never print <see cref="KeyParameters"/>.</summary>
/// <param name="Line">The line.</param>
/// <param name="Tag">The number that ties offer and answer, as written.</param>
/// <param name="Suite">The crypto suite: <c>AES_CM_128_HMAC_SHA1_80</c>.</param>
/// <param name="KeyParameters"><c>inline:</c>, the key and salt in base64, and perhaps a lifetime and a key identifier.</param>
/// <param name="SessionParameters">Further words.</param>
public sealed record SdpCrypto(SdpLine Line, string Tag, string Suite, string KeyParameters, IReadOnlyList<string> SessionParameters)
{
    internal static bool TryParse(SdpLine line, out SdpCrypto crypto)
    {
        crypto = default!;
        var words = line.Words();
        if (words.Length < 3) return false;
        crypto = new SdpCrypto(line, words[0], words[1], words[2], words[3..]);
        return true;
    }
}
