using System.Text;

namespace SipTrace.Correlation;

/// <summary>Strings of texts of the wire of which many recur soon and many never (addresses, canonical names): one string for what was asked for
/// lately, in a fixed room. A <see cref="TextPool"/> keeps all it ever saw.</summary>
internal sealed class RecentTexts
{
    private const int LongestKept = 200;

    private readonly string?[] texts = new string?[256];

    public string Get(ReadOnlySpan<byte> text)
    {
        if (text.Length > LongestKept) return Encoding.UTF8.GetString(text);
        ref var recent = ref texts[OctetHash.Of(text) & (texts.Length - 1)];
        if (recent is null || !Ascii.Equals(text, recent)) recent = Encoding.UTF8.GetString(text);
        return recent;
    }
}
