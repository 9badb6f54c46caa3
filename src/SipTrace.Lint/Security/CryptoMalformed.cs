using System.Globalization;
using SipTrace.Wire.Sdp;

namespace SipTrace.Lint.Security;

internal sealed class CryptoMalformed()
    : SdpRule("SEC004", "crypto-malformed", Severity.Error, "RFC 4568 §9.1, §6.2.1; RFC 6188; RFC 7714")
{
    private const string Inline = "inline:";

    public override string Why =>
        "a=crypto is a tag that no other line has, a suite, and inline: with key and salt in base64, whose length the suite fixes "
        + "(30 octets for "
        + "AES_CM_128). A peer that cannot read it refuses the stream, or both sides derive different keys.";

    public override string Bad => Keyed("SuQ/2DWEhKZbA8/zs/Dr5UeN");

    public override string Good => Keyed("SuQ/2DWEhKZbA8/zs/Dr5UeN6kg5jSRij0FClRjk|2^20|1:4");

    public override void Check(SdpBody body, Report report)
    {
        foreach (var media in body.Media)
        {
            if (!media.IsLive || !media.HasAttribute("crypto")) continue;
            var tags = new HashSet<string>();
            foreach (var line in media.Attributes("crypto"))
            {
                var crypto = media.Cryptos.FirstOrDefault(known => known.Line.Number == line.Number);
                var fault = crypto is null ? "a=crypto is not tag, suite and key" : FaultOf(crypto)
                    ?? (tags.Add(crypto.Tag) ? null : $"tag {crypto.Tag} is that of two a=crypto");
                if (fault is not null) report.Add(body.At(line), fault);
            }
        }
    }

    private static string? FaultOf(SdpCrypto crypto)
    {
        if (!int.TryParse(crypto.Tag, NumberStyles.None, CultureInfo.InvariantCulture,
            out _)) return $"tag {crypto.Tag} of a=crypto is no number";
        foreach (var parameter in crypto.KeyParameters.Split(';'))
        {
            if (!parameter.StartsWith(Inline, StringComparison.OrdinalIgnoreCase)) return "a=crypto without inline:";
            var text = parameter[Inline.Length..].Split('|')[0];
            // The padding may be missing.
            var key = new byte[text.Length];
            if (text.Length == 0
                || !Convert.TryFromBase64String(text.TrimEnd('=').PadRight((text.TrimEnd('=').Length + 3) / 4 * 4, '='), key,
                out var length))
                return "the key of a=crypto is not base64";
            if (LengthFor(crypto.Suite) is { } needed
                && needed != length) return $"key and salt of {crypto.Suite} are {length} octets, {needed} needed";
        }
        return null;
    }

    private static int? LengthFor(string suite)
    {
        var name = suite.ToUpperInvariant();
        return name.StartsWith("AES_CM_128_", StringComparison.Ordinal) || name.StartsWith("F8_128_", StringComparison.Ordinal) ? 30
            : name.StartsWith("AES_192_CM_", StringComparison.Ordinal) ? 38
            : name.StartsWith("AES_256_CM_", StringComparison.Ordinal) ? 46
            : name.StartsWith("AEAD_AES_128_GCM", StringComparison.Ordinal) ? 28
            : name.StartsWith("AEAD_AES_256_GCM", StringComparison.Ordinal) ? 44
            : null;
    }

    private static string Keyed(string key) =>
        Example.Sdp("192.0.2.23", "m=audio 11780 RTP/SAVP 8", $"a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:{key}");
}
