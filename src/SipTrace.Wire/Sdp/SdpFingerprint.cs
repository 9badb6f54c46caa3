using System.Buffers;

namespace SipTrace.Wire.Sdp;

/// <summary>An a=fingerprint line: the hash of the certificate that its author will show (RFC 8122 §5).</summary>
/// <param name="Line">The line.</param>
/// <param name="HashFunction">The hash function in lower case: <c>sha-256</c>.</param>
/// <param name="Octets">The hash; empty where it is no hexadecimal octets with colons between them.</param>
public sealed record SdpFingerprint(SdpLine Line, string HashFunction, ReadOnlyMemory<byte> Octets)
{
    internal static bool TryParse(SdpLine line, out SdpFingerprint fingerprint)
    {
        var words = line.Words();
        fingerprint = default!;
        if (words.Length == 0) return false;
        fingerprint = new SdpFingerprint(line, words[0].ToLowerInvariant(), words.Length == 2 ? ParseOctets(words[1]) : default);
        return true;
    }

    private static byte[] ParseOctets(string text)
    {
        if (text.Length % 3 != 2) return [];
        var octets = new byte[(text.Length + 1) / 3];
        for (var i = 0; i < octets.Length; i++)
        {
            if (i > 0 && text[i * 3 - 1] != ':') return [];
            var status = Convert.FromHexString(text.AsSpan(i * 3, 2), octets.AsSpan(i, 1), out _, out _);
            if (status != OperationStatus.Done) return [];
        }
        return octets;
    }
}
