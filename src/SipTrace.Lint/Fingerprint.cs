using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace SipTrace.Lint;

/// <summary>What stays of a finding from one capture to the next: rule, user agent, kind of message, and the shape of the offending
/// line.</summary>
internal static partial class Fingerprint
{
    // Values of these differ from call to call; their names are enough.
    private static readonly string[] fleeting =
        ["via", "v", "from", "f", "to", "t", "call-id", "i", "cseq", "contact", "m", "a=ice-ufrag", "a=ice-pwd", "a=crypto",
            "a=fingerprint", "o=", "a=ssrc"];

    public static string Of(Finding finding)
    {
        var text = string.Join('\n', finding.Rule.Code, finding.Agent, finding.Place.What,
            Shape(Encoding.UTF8.GetString(finding.LineText)));
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..16];
    }

    private static string Shape(string line)
    {
        if (line.Contains(" SIP/2.0", StringComparison.Ordinal) || line.StartsWith("SIP/2.0", StringComparison.Ordinal)) return "";
        var name = line.StartsWith("o=", StringComparison.Ordinal) ? "o=" : line.Split(':', 2)[0].Trim().ToLowerInvariant();
        return fleeting.Contains(name) ? name : Digits().Replace(line.Trim(), "#");
    }

    // Numbers, and words with digits in them: ports, addresses, identifiers.
    [GeneratedRegex("[A-Za-z]*[0-9][A-Za-z0-9]*")]
    private static partial Regex Digits();
}
