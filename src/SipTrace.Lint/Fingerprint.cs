using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace SipTrace.Lint;

/// <summary>What stays of a finding from one capture to the next: rule, user agent, kind of message, and the shape of the offending
/// line.</summary>
internal static class Fingerprint
{
    private const int Usual = 512;

    // Values of these differ from call to call; their names are enough.
    private static readonly string[] fleeting =
        ["via", "v", "from", "f", "to", "t", "call-id", "i", "cseq", "contact", "m", "a=ice-ufrag", "a=ice-pwd", "a=crypto",
            "a=fingerprint", "o=", "a=ssrc"];

    public static ulong Of(Finding finding)
    {
        var octets = finding.LineText;
        // No text has more characters than octets, and no shape more than its line.
        var line = octets.Length <= Usual ? stackalloc char[Usual] : new char[octets.Length];
        line = line[..Encoding.UTF8.GetChars(octets, line)];
        var (code, agent, what) = (finding.Rule.Code, finding.Agent, finding.Place.What);
        var most = code.Length + agent.Length + what.Length + 3 + line.Length;
        var text = most <= Usual ? stackalloc char[Usual] : new char[most];
        var length = 0;
        foreach (var part in (ReadOnlySpan<string>)[code, agent, what])
        {
            part.CopyTo(text[length..]);
            length += part.Length;
            text[length++] = '\n';
        }
        length += WriteShape(line, text[length..]);
        var mostOctets = Encoding.UTF8.GetMaxByteCount(length);
        var hashed = mostOctets <= 4 * Usual ? stackalloc byte[4 * Usual] : new byte[mostOctets];
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(hashed[..Encoding.UTF8.GetBytes(text[..length], hashed)], hash);
        return BinaryPrimitives.ReadUInt64BigEndian(hash);
    }

    private static int WriteShape(ReadOnlySpan<char> line, Span<char> shape)
    {
        if (line.StartsWith("SIP/2.0") || line.Contains(" SIP/2.0", StringComparison.Ordinal)) return 0;
        var colon = line.IndexOf(':');
        var name = line.StartsWith("o=") ? line[..2] : (colon < 0 ? line : line[..colon]).Trim();
        var length = name.ToLowerInvariant(shape);
        foreach (var one in fleeting)
        {
            if (shape[..length].SequenceEqual(one)) return length;
        }
        return WriteWithoutNumbers(line.Trim(), shape);
    }

    // Numbers, and words with digits in them, are one sign: ports, addresses, identifiers.
    private static int WriteWithoutNumbers(ReadOnlySpan<char> line, Span<char> shape)
    {
        var length = 0;
        for (var start = 0; start < line.Length;)
        {
            var end = start;
            var hasDigit = false;
            for (; end < line.Length && char.IsAsciiLetterOrDigit(line[end]); end++) hasDigit |= char.IsAsciiDigit(line[end]);
            var word = hasDigit ? "#" : line[start..Math.Max(start + 1, end)];
            word.CopyTo(shape[length..]);
            length += word.Length;
            start = Math.Max(start + 1, end);
        }
        return length;
    }
}
