using System.Globalization;
using System.Text;
using SipTrace.Wire.Sip;

namespace SipTrace.Wire.Sdp;

/// <summary>The words of a line's value, one after the other; none is empty.</summary>
internal ref struct SdpWords(ReadOnlySpan<byte> value)
{
    // What stands in every other description: made once, not for each line.
    private static readonly string?[] common = ByMark(
        "IN", "IP4", "IP6", "-", "0.0.0.0", "audio", "video", "image", "application", "RTP/AVP", "RTP/AVPF", "RTP/SAVP", "RTP/SAVPF",
        "UDP/TLS/RTP/SAVP", "UDP/TLS/RTP/SAVPF", "UDP/DTLS/SCTP", "udptl", "t38", "UDP", "udp", "TCP", "tcp", "host", "srflx", "prflx",
        "relay", "generation", "ufrag", "network-id", "network-cost", "tcptype", "active", "passive", "actpass", "PCMU", "PCMA", "G722",
        "G729", "GSM", "speex", "opus", "iLBC", "CN", "telephone-event", "H264", "VP8", "VP9", "rtx", "BUNDLE", "trickle", "ice2");

    private ReadOnlySpan<byte> rest = value;

    /// <summary>How many words were read.</summary>
    public int Count { get; private set; }

    /// <summary>The next word; empty where there is none.</summary>
    public ReadOnlySpan<byte> Next()
    {
        var start = 0;
        while (start < rest.Length && SipOctets.IsBlank(rest[start])) start++;
        if (start == rest.Length) return default;
        var length = rest[start..].IndexOfAny((byte)' ', (byte)'\t');
        var word = length < 0 ? rest[start..] : rest.Slice(start, length);
        rest = rest[(start + word.Length)..];
        Count++;
        return word;
    }

    /// <summary>The next word as text; empty where there is none.</summary>
    public string NextText() => TextOf(Next());

    /// <summary>How many words there are, those that were read included.</summary>
    public readonly int CountAll()
    {
        var ahead = this;
        while (!ahead.Next().IsEmpty) { }
        return ahead.Count;
    }

    /// <summary>A word as text: UTF-8, other octets as U+FFFD.</summary>
    public static string TextOf(ReadOnlySpan<byte> word)
    {
        if (word.IsEmpty) return "";
        // The runtime keeps the texts of small numbers.
        if (word.Length <= 3 && (word[0] != '0' || word.Length == 1) && SipOctets.TryParseNumber(word, 999, out var number))
            return number.ToString(CultureInfo.InvariantCulture);
        return common[MarkOf(word.Length, word[0], word[word.Length / 2], word[^1])] is { } known && Ascii.Equals(word, known) ? known : Encoding.UTF8.GetString(word);
    }

    private static string?[] ByMark(params ReadOnlySpan<string> words)
    {
        var table = new string?[256];
        foreach (var word in words) table[MarkOf(word.Length, word[0], word[word.Length / 2], word[^1])] ??= word;
        return table;
    }

    // No two of them have the same.
    private static int MarkOf(int length, int first, int middle, int last) => (length + 2 * first + 2 * middle + 5 * last) & 255;
}
