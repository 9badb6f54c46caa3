using System.Text;

namespace SipTrace.Correlation;

/// <summary>One string per distinct text of the wire, for texts that recur (user agents, addresses, methods). What comes after the bound is decoded without being shared.</summary>
internal sealed class TextPool(int bound = 100_000)
{
    private const int LongestShared = 200;

    private readonly Dictionary<byte[], string> strings = new(Utf8Comparer.Ordinal);

    /// <summary>Octets of memory.</summary>
    public long Size { get; private set; }

    /// <summary>Forgets its texts: what recurs comes again.</summary>
    public void Clear()
    {
        strings.Clear();
        Size = 0;
    }

    public string Get(ReadOnlySpan<byte> text)
    {
        if (text.IsEmpty) return "";
        var lookup = strings.GetAlternateLookup<ReadOnlySpan<byte>>();
        if (lookup.TryGetValue(text, out var known)) return known;
        var decoded = Encoding.UTF8.GetString(text);
        if (strings.Count >= bound || text.Length > LongestShared) return decoded;
        strings.Add(text.ToArray(), decoded);
        Size += Footprint.Entry + Footprint.Array + text.Length + Footprint.Of(decoded);
        return decoded;
    }
}
