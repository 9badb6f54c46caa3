using System.Globalization;
using System.Net;
using System.Text;

namespace SipTrace.Tests.Support;

/// <summary>One event of a call text: a line with time, endpoints and kind, and for SIP the message below it.</summary>
internal sealed record CallTextEvent(
    int Line, double At, IPEndPoint From, IPEndPoint To, string Kind, string Transport, string[] Words, IReadOnlyDictionary<string, string> Named, byte[] Message)
{
    /// <summary>The first bare word: <c>req</c>, <c>allocate-ok</c>, <c>SR</c>, ...</summary>
    public string What => Words.Length > 0 ? Words[0] : "";

    public string? Text(string name) => Named.GetValueOrDefault(name);

    public int Number(string name, int otherwise = 0) => Named.TryGetValue(name, out var text) ? int.Parse(text, CultureInfo.InvariantCulture) : otherwise;

    public uint Hex(string name, uint otherwise) => Named.TryGetValue(name, out var text) ? (uint)ulong.Parse(text.Replace("0x", ""), NumberStyles.HexNumber, CultureInfo.InvariantCulture) : otherwise;

    public IPEndPoint? Address(string name) => !Named.TryGetValue(name, out var text) ? null
        : IPAddress.TryParse(text, out var address) ? new IPEndPoint(address, 0) : IPEndPoint.Parse(text);

    /// <summary>Reads a whole text; its line ends become CR LF.</summary>
    public static List<CallTextEvent> ReadAll(string text)
    {
        var events = new List<CallTextEvent>();
        var message = new List<string>();
        CallTextEvent? open = null;
        var lines = text.Replace("\r\n", "\n").TrimEnd('\n').Split('\n');
        for (var i = 0; i <= lines.Length; i++)
        {
            var next = i < lines.Length ? TryRead(lines[i], i + 1) : null;
            if (i < lines.Length && next is null)
            {
                message.Add(lines[i]);
                continue;
            }
            if (open is not null) events.Add(open with { Message = MessageOf(open, message) });
            message.Clear();
            open = next;
        }
        return events;
    }

    // One empty line before the next event is a separator; a message without body may lack its own.
    private static byte[] MessageOf(CallTextEvent open, List<string> lines)
    {
        if (open.Kind != "SIP") return [];
        if (lines.Count > 0 && lines[^1].Length == 0) lines.RemoveAt(lines.Count - 1);
        if (!lines.Contains("")) lines.Add("");
        return Encoding.UTF8.GetBytes(string.Concat(lines.Select(line => line + "\r\n")));
    }

    private static CallTextEvent? TryRead(string line, int number)
    {
        var words = line.Split(' ');
        if (words.Length < 5 || words[2] != ">" || !words[0].Contains('.') || !double.TryParse(words[0], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var at)) return null;
        var kind = words[4].Split('/');
        var pairs = words[5..].Where(word => word.Contains('=')).Select(word => word.Split('=', 2)).ToDictionary(pair => pair[0], pair => pair[1]);
        return new CallTextEvent(number, at, IPEndPoint.Parse(words[1]), IPEndPoint.Parse(words[3]), kind[0], kind.Length > 1 ? kind[1] : "UDP",
            [.. words[5..].Where(word => word.Length > 0 && !word.Contains('='))], pairs, []);
    }
}
