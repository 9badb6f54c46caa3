using System.Text.RegularExpressions;

namespace SipTrace.Output;

/// <summary>Replaces secrets in SIP and SDP text by as many asterisks: ice-pwd, keys of a=crypto, digests of credentials, bearer tokens.</summary>
internal static partial class Secrets
{
    /// <summary>The text with its secrets masked; its length and lines stay as they are.</summary>
    public static string Mask(string text)
    {
        var masked = CryptoLines().Replace(SdpSecrets().Replace(text, Stars), line => InlineKeys().Replace(line.Value, Stars));
        return CredentialLines().Replace(masked, line => Digests().Replace(Tokens().Replace(line.Value, Stars), Stars));
    }

    private static string Stars(Match match)
    {
        var secret = match.Groups["secret"];
        var from = secret.Index - match.Index;
        return match.Value[..from] + new string('*', secret.Length) + match.Value[(from + secret.Length)..];
    }

    [GeneratedRegex("""(?im)^[ \t]*(?:a=ice-pwd:|a=key-mgmt:[^ \r\n]*|k=[a-z]+:)[ \t]*(?<secret>[^\r\n ]+)""")]
    private static partial Regex SdpSecrets();

    [GeneratedRegex("""(?im)^[ \t]*a=crypto:[^\r\n]*""")]
    private static partial Regex CryptoLines();

    [GeneratedRegex("""(?i)\binline:(?<secret>[^\r\n|; ]+)""")]
    private static partial Regex InlineKeys();

    // A header and its folded lines.
    [GeneratedRegex("""(?im)^(?:Proxy-)?(?:Authorization|Authentication-Info)[ \t]*:[^\r\n]*(?:\r?\n[ \t][^\r\n]*)*""")]
    private static partial Regex CredentialLines();

    [GeneratedRegex("""(?i)\b(?:response|rspauth|cnonce|password|auts)[ \t]*=[ \t]*(?:"(?<secret>[^"]*)"?|(?<secret>[^", \t\r\n]+))""")]
    private static partial Regex Digests();

    [GeneratedRegex("""(?i):[ \t]*(?:Basic|Bearer)[ \t]+(?<secret>[^ ,\t\r\n]+)""")]
    private static partial Regex Tokens();
}
