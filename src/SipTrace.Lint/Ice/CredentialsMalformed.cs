using System.Buffers;
using SipTrace.Wire.Sdp;

namespace SipTrace.Lint.Ice;

internal sealed class CredentialsMalformed() : SdpRule("ICE002", "credentials-malformed", Severity.Warning, "RFC 8839 §5.4")
{
    private static readonly SearchValues<byte> allowed =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"u8);

    public override string Why =>
        "An ice-ufrag has 4 to 32 characters and an ice-pwd 22 to 256, of letters, digits, + and /. Shorter passwords can be guessed; "
        + "browsers and new phones refuse the whole body, old ones do not care.";

    public override string Bad => Good.Replace("c9a3e71d05b84f62a1d7c390", "c9a3e71d", StringComparison.Ordinal);

    public override string Good => IceExample.Offer;

    public override Fold Fold => Fold.Agent;

    public override void Check(SdpBody body, Report report)
    {
        foreach (ref readonly var line in body.Document.Lines)
        {
            if (line.IsAttribute("ice-ufrag")) Check(body, line, "ice-ufrag", 4, 32, report);
            else if (line.IsAttribute("ice-pwd")) Check(body, line, "ice-pwd", 22, 256, report);
        }
    }

    private static void Check(SdpBody body, SdpLine line, string name, int min, int max, Report report)
    {
        var octets = line.AttributeValue;
        var odd = octets.IndexOfAnyExcept(allowed);
        if (odd < 0 && octets.Length >= min && octets.Length <= max) return;
        var value = line.AttributeText;
        if (value.Length < min || value.Length > max)
            report.Add(body.At(line), $"{name} has {value.Length} characters, {min} to {max} are allowed");
        else if (odd >= 0 && value[odd] != '\0')
            report.Add(body.At(line), $"{name} has the character '{value[odd]}'; letters, digits, + and / are allowed");
    }
}
