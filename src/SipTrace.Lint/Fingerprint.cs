using System.Security.Cryptography;
using System.Text;

namespace SipTrace.Lint;

/// <summary>What stays of a finding from one capture to the next: rule, user agent, kind of message, and the shape of the offending
/// line.</summary>
internal static class Fingerprint
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
        return fleeting.Contains(name) ? name : WithoutNumbers(line.Trim());
    }

    // Numbers, and words with digits in them, are one sign: ports, addresses, identifiers.
    private static string WithoutNumbers(string line)
    {
        var text = new StringBuilder(line.Length);
        for (var start = 0; start < line.Length;)
        {
            var end = start;
            var hasDigit = false;
            for (; end < line.Length && char.IsAsciiLetterOrDigit(line[end]); end++) hasDigit |= char.IsAsciiDigit(line[end]);
            if (hasDigit) text.Append('#');
            else text.Append(line, start, Math.Max(1, end - start));
            start = Math.Max(start + 1, end);
        }
        return text.ToString();
    }
}
