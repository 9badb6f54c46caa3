namespace SipTrace.Lint.Ice;

internal sealed class CredentialsMalformed() : SdpRule("ICE002", "credentials-malformed", Severity.Warning, "RFC 8839 §5.4")
{
    public override string Why =>
        "An ice-ufrag has 4 to 32 characters and an ice-pwd 22 to 256, of letters, digits, + and /. Shorter passwords can be guessed; "
        + "browsers and new phones refuse the whole body, old ones do not care.";

    public override string Bad => Good.Replace("c9a3e71d05b84f62a1d7c390", "c9a3e71d", StringComparison.Ordinal);

    public override string Good => IceExample.Offer;

    public override Fold Fold => Fold.Agent;

    public override void Check(SdpBody body, Report report)
    {
        foreach (var line in body.Document.Lines)
        {
            if (line.IsAttribute("ice-ufrag")) Check("ice-ufrag", line.AttributeText, 4, 32);
            else if (line.IsAttribute("ice-pwd")) Check("ice-pwd", line.AttributeText, 22, 256);
            else continue;

            void Check(string name, string value, int min, int max)
            {
                if (value.Length < min || value.Length > max)
                    report.Add(body.At(line), $"{name} has {value.Length} characters, {min} to {max} are allowed");
                else if (value.FirstOrDefault(c => !char.IsAsciiLetterOrDigit(c) && c is not ('+' or '/')) is var odd and not '\0')
                    report.Add(body.At(line), $"{name} has the character '{odd}'; letters, digits, + and / are allowed");
            }
        }
    }
}
