using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using SipTrace.Correlation;
using SipTrace.Correlation.Sip;
using SipTrace.Where;
using SipTrace.Wire.Bytes;

namespace SipTrace.Commands;

/// <summary>An input that is SIP as text: one message, or several, each after a line
/// <c>12.500 192.0.2.1:5060 > 192.0.2.2:5060 SIP/TCP</c>.</summary>
internal sealed partial class SipTextFile
{
    private readonly List<int> linesBefore = [0];

    private SipTextFile()
    {
    }

    /// <summary>How many lines of the file stand before a message, which counts from 1.</summary>
    public int LinesBefore(int message) => message < linesBefore.Count ? linesBefore[message] : 0;

    /// <summary>Reads all messages into a correlator. Their frame numbers are their places in the file.</summary>
    public static SipTextFile Read(ReadOnlySpan<byte> octets, int file, Correlator correlator)
    {
        var result = new SipTextFile();
        // Latin-1 keeps every octet. Text without any CR was edited, and its bodies were measured with CR LF.
        var text = Encoding.Latin1.GetString(octets);
        if (text.StartsWith("\u00ef\u00bb\u00bf", StringComparison.Ordinal)) text = text[3..];
        if (!text.Contains('\r')) text = text.Replace("\n", "\r\n", StringComparison.Ordinal);
        Match? head = null;
        int line = 0, bodyLine = 0, bodyStart = 0;
        for (var at = 0; at < text.Length; line++)
        {
            var end = text.IndexOf('\n', at);
            var next = end < 0 ? text.Length : end + 1;
            var match = Head().Match(text[at..next].TrimEnd('\r', '\n'));
            if (match.Success)
            {
                result.Take(head, text[bodyStart..at], bodyLine, isFollowed: true, file, correlator);
                (head, bodyStart, bodyLine) = (match, next, line + 1);
            }
            at = next;
        }
        result.Take(head, text[bodyStart..], bodyLine, isFollowed: false, file, correlator);
        return result;
    }

    private void Take(Match? head, string message, int line, bool isFollowed, int file, Correlator correlator)
    {
        if (message.Trim().Length == 0) return;
        if ((isFollowed || head is not null) && message.EndsWith("\r\n\r\n", StringComparison.Ordinal)
            && message.IndexOf("\r\n\r\n", StringComparison.Ordinal) < message.Length - 4)
            message = message[..^2];
        linesBefore.Add(line);
        var number = linesBefore.Count - 1;
        if (head is null)
        {
            correlator.TakeSip(default, default, default, SipTransport.Udp, file, number, Encoding.Latin1.GetBytes(message));
            return;
        }
        var seconds = double.Parse(head.Groups["time"].Value, CultureInfo.InvariantCulture);
        var transport = head.Groups["transport"].Value.ToUpperInvariant() switch
        {
            "TCP" => SipTransport.Tcp,
            "TLS" => SipTransport.Tls,
            "WS" => SipTransport.Ws,
            "WSS" => SipTransport.Wss,
            _ => SipTransport.Udp,
        };
        Network.TryParseEndpoint(head.Groups["from"].Value, out var from);
        Network.TryParseEndpoint(head.Groups["to"].Value, out var to);
        correlator.TakeSip(new Timestamp((long)(seconds * 1e9)), from, to, transport, file, number, Encoding.Latin1.GetBytes(message));
    }

    [GeneratedRegex(@"^(?<time>\d{1,12}(?:\.\d+)?) (?<from>\S+:\d+) > (?<to>\S+:\d+) SIP(?:/(?<transport>\w+))?$")]
    private static partial Regex Head();
}
